// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm is whatever the caller passes, the call faults that of current
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int hemlock_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
