// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N fixup_user_fault() must be called with the mmap lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int wryneck_touch(unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages(addr, 1, 0, pages);
	if (ret == 1)
		ret = fixup_user_fault(mm, addr, FAULT_FLAG_WRITE, NULL);
	mmap_read_unlock(mm);
	return ret;
}
