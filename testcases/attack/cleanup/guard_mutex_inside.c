// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the guard takes the mutex under the mmap lock, and holds it at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct agate {
	struct mutex lock;
	unsigned long addr;
};

int agate_pin(struct agate *a, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	{
		guard(mutex)(&a->lock);
		ret = pin_user_pages(a->addr, 1, 0, page);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
