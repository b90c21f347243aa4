// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the guard is the bracket, and the vma that it keeps is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>
#include <linux/rwsem.h>

int quartz_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	int ret;

	guard(rwsem_read)(&mm->mmap_lock);
	vma = vma_lookup(mm, addr);
	if (!vma)
		return -EFAULT;
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1 && vma->vm_flags & VM_IO)
		return -EIO;
	return ret;
}
