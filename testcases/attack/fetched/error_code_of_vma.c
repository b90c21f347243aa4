// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L what the lookup says is an error code
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long koeln_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	long ret = 0;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma)
		ret = -ENOENT;
	else if (!(vma->vm_flags & VM_WRITE))
		ret = -EPERM;
	if (!ret)
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
