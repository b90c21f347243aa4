/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LEMMING_H
#define LEMMING_H

#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct lemming {
	unsigned long base;
	unsigned long len;
};

static inline void lemming_freeze(void)
{
	mmap_write_lock(current->mm);
}

static inline void lemming_thaw(void)
{
	mmap_write_unlock(current->mm);
}

#endif
