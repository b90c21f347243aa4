// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the lock is taken by its semaphore and released by the function for it: one and the
 * same
 * MISSED-OK: a bracket in two spellings is rare
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int harrier_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	down_read(&mm->mmap_lock);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
