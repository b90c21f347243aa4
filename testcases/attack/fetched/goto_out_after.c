// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L checks with goto before the call, one release at the end
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long krefeld_pin(struct mm_struct *mm, unsigned long addr, unsigned long len, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret = -EINVAL;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (!vma || vma->vm_start > addr)
		goto out;
	if (vma->vm_flags & (VM_IO | VM_PFNMAP))
		goto out;
	ret = pin_user_pages_remote(mm, addr, len >> PAGE_SHIFT, FOLL_WRITE, pages, NULL);
	if (ret < 0)
		goto out;
	if (ret != len >> PAGE_SHIFT) {
		unpin_user_pages(pages, ret);
		ret = -EFAULT;
	}
out:
	mmap_read_unlock(mm);
	return ret;
}
