// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N on one of two paths the guard holds the rwsem at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>
#include <linux/rwsem.h>

struct topaz {
	struct rw_semaphore sem;
	bool shared;
	unsigned long addr;
};

int topaz_pin(struct topaz *t, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	if (t->shared) {
		guard(rwsem_write)(&t->sem);
		ret = pin_user_pages_remote(mm, t->addr, 1, FOLL_WRITE, page, NULL);
	} else {
		ret = pin_user_pages_remote(mm, t->addr, 1, 0, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
