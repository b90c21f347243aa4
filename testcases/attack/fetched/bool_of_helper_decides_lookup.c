// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the second lookup stands in a statement expression after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long serow_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	got = ({ struct vm_area_struct *v = vma; v->vm_pgoff; }) ? got : -EAGAIN;
	mmap_read_unlock(mm);
	return got;
}
