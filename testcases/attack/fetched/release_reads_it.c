// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release itself reads vma->vm_mm, of a vma that may be freed when the call comes
 * back
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int greenfinch_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	int ret;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(vma->vm_mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(vma->vm_mm);
	return ret;
}
