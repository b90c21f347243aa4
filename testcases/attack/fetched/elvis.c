// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma comes out of a conditional without a middle, and is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int hamerkop_pin(struct mm_struct *mm, unsigned long addr, unsigned long alt, struct page **page)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr) ?: vma_lookup(mm, alt);
	if (vma) {
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
		ret = ret == 1 && vma->vm_start == alt ? 2 : ret;
	}
	mmap_read_unlock(mm);
	return ret;
}
