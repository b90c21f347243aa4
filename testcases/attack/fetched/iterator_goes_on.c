// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the iterator walks on from a vma that the call may have let go
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

long hoatzin_pin(struct mm_struct *mm, struct page **pages, long room)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);
	long got, all = 0;

	mmap_read_lock(mm);
	for_each_vma(vmi, vma) {
		if (all == room)
			break;
		got = pin_user_pages_remote(mm, vma->vm_start, 1, 0, pages + all, NULL);
		if (got > 0)
			all += got;
	}
	mmap_read_unlock(mm);
	return all;
}
