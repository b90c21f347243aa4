// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the operations and the vma they are called with are both from before the drop
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int coucal_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	const struct vm_operations_struct *ops;
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma)
		goto out;
	ops = vma->vm_ops;
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1 && ops && ops->pagesize && ops->pagesize(vma) != PAGE_SIZE)
		ret = -EINVAL;
out:
	mmap_read_unlock(mm);
	return ret;
}
