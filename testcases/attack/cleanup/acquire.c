// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ACQUIRE() takes the mutex under the mmap lock, and it is held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

#ifndef ACQUIRE
/* as in newer kernels */
#define ACQUIRE(name, var)		CLASS(name, var)
#define ACQUIRE_ERR(name, var)		(*(var) ? 0 : -EINTR)
#endif

struct pearl {
	struct mutex lock;
	unsigned long addr;
};

int pearl_pin(struct pearl *p, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	{
		ACQUIRE(mutex_intr, lock)(&p->lock);

		ret = ACQUIRE_ERR(mutex_intr, &lock);
		if (!ret)
			ret = pin_user_pages_remote(mm, p->addr, 1, 0, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
