// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N scoped_guard() holds the rwsem at the call, nested inside the mmap lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>
#include <linux/rwsem.h>

struct diamond {
	struct rw_semaphore sem;
	unsigned long addr;
};

int diamond_pin(struct diamond *d, struct mm_struct *mm, struct page **page)
{
	int ret = 0;

	mmap_read_lock(mm);
	scoped_guard(rwsem_read, &d->sem)
		ret = pin_user_pages_remote(mm, d->addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
