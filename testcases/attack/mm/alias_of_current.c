// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U mm is a local for current->mm, which nothing changes
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long minden_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(mm);
	return ret;
}
