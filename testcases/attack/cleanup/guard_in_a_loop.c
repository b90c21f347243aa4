// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N each round's guard holds the mutex, taken under the lock that is held around the
 * loop
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct turquoise {
	struct mutex lock;
	unsigned long addr[4];
};

int turquoise_pin(struct turquoise *t, struct page **pages)
{
	int i, ret = 0;

	mmap_read_lock(current->mm);
	for (i = 0; i < 4; i++) {
		guard(mutex)(&t->lock);
		ret = pin_user_pages(t->addr[i], 1, 0, pages + i);
		if (ret != 1)
			break;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
