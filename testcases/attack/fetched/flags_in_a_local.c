// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L vm_flags is copied into a local, which decides the call's flags
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long monza_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	unsigned int gup = 0;
	long ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		if (vma->vm_flags & VM_WRITE)
			gup |= FOLL_WRITE;
		ret = pin_user_pages_remote(mm, addr, 1, gup, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
