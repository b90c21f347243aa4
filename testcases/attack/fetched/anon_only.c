// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L of the vma only whether it has a file is asked, before the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long kiel_pin(struct mm_struct *mm, unsigned long addr, long nr, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (!vma || vma->vm_file || vma->vm_end < addr + nr * PAGE_SIZE) {
		mmap_read_unlock(mm);
		return -EPERM;
	}
	ret = pin_user_pages_remote(mm, addr, nr, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	return ret;
}
