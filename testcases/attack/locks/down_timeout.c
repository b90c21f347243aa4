// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N down_timeout() takes a semaphore under the mmap lock, held until after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/semaphore.h>

struct lens {
	struct semaphore sem;
	unsigned long addr;
};

long lens_pin(struct lens *l, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	if (down_timeout(&l->sem, 10)) {
		mmap_read_unlock(current->mm);
		return -ETIME;
	}
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	up(&l->sem);
	return ret;
}
