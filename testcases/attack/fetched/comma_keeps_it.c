// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comma expression gives the vma, which is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long takin_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	struct vm_area_struct *vma, *kept;

	mmap_read_lock(mm);
	kept = (vma = vma_lookup(mm, addr), vma);
	if (!kept) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (kept->vm_start > addr)
		got = -EFAULT;
	mmap_read_unlock(mm);
	return got;
}
