// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the guard's block is closed before the call
 * MISSED-OK: cleanup forms need a reason only
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct malachite {
	struct mutex lock;
	unsigned long next;
};

int malachite_pin(struct malachite *m, struct mm_struct *mm, struct page **page)
{
	unsigned long addr;
	int ret;

	mmap_read_lock(mm);
	{
		guard(mutex)(&m->lock);
		addr = m->next;
		m->next += PAGE_SIZE;
	}
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
