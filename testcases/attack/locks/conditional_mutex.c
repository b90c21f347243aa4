// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N where ->exclusive is set the mutex is held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct dikdik {
	struct mutex lock;
	bool exclusive;
	unsigned long addr;
};

int dikdik_grab(struct dikdik *d, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	if (d->exclusive)
		mutex_lock(&d->lock);
	ret = pin_user_pages(d->addr, 1, 0, page);
	if (d->exclusive)
		mutex_unlock(&d->lock);
	mmap_read_unlock(current->mm);
	return ret;
}
