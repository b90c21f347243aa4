/* SPDX-License-Identifier: GPL-2.0-only */
struct nyala {
	struct semaphore gate;
	unsigned long addr;
};

#define NYALA_ENTER(n)	down(&(n)->gate)
#define NYALA_LEAVE(n)	up(&(n)->gate)
