// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N expand_stack() comes back without the lock where it fails, and may have dropped it
 * where not
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int falcon_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	int ret;

	mmap_read_lock(mm);
	vma = expand_stack(mm, addr);
	if (!vma)
		return -EFAULT;
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1 && vma->vm_start > addr)
		ret = 0;
	mmap_read_unlock(mm);
	return ret;
}
