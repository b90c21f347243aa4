// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the class looks a vma up when it is made, and reads it when it goes out of scope,
 * after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>

DEFINE_CLASS(jasper_area, struct vm_area_struct *,
	     if (_T) pr_debug("left %lx\n", _T->vm_start),
	     vma_lookup(mm, addr), struct mm_struct *mm, unsigned long addr)

int jasper_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	{
		CLASS(jasper_area, area)(mm, addr);

		if (area)
			ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
