// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the flags were copied by value before the call; the result was decided by the vma of
 * then
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int sunbittern_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	unsigned long flags = 0;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		flags = vma->vm_flags & VM_WRITE ? FOLL_WRITE : 0;
		ret = get_user_pages_remote(mm, addr, 1, flags, page, NULL);
	}
	mmap_read_unlock(mm);
	if (ret == 1)
		pr_debug("sunbittern: %lx\n", flags);
	return ret;
}
