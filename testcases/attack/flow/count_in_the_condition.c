// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the condition of the release depends on what was looked up, after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int clematis_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	for (; ret == 1 && find_vma(mm, addr)->vm_start > addr; addr += PAGE_SIZE)
		;
	mmap_read_unlock(mm);
	return ret;
}
