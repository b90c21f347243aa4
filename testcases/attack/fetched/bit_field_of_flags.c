// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L a bit field keeps whether the vma may be written; the pages are the call's own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct urial {
	unsigned int writable : 1;
};

long urial_grab(struct urial *d, struct mm_struct *mm, unsigned long addr,
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
	d->writable = !!(vma->vm_flags & VM_WRITE);
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
