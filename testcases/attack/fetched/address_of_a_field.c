// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N flags points into the vma itself and is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int brambling_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	const unsigned long *flags;
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma)
		goto out;
	flags = (const unsigned long *)&vma->vm_flags;
	ret = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	if (ret == 1 && (*flags & VM_LOCKED))
		ret = -EBUSY;
out:
	mmap_read_unlock(mm);
	return ret;
}
