// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NL the vma is read after the release: a bug of its own, before and after
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long ibex_grab(struct mm_struct *mm, unsigned long addr,
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
	mmap_read_unlock(mm);
	if (vma->vm_flags & VM_IO)
		return -EFAULT;
	return got;
}
