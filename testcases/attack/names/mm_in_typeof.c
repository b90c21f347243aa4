// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the local is named in a typeof after the bracket, so it must stay
 * NOT-IN-DIFF: -	struct mm_struct *mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

unsigned long colugo_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret == 1 ? sizeof(typeof(mm)) : 0;
}
