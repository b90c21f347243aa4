// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L each round takes the lock, looks the vma up and calls once
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

long linnet_pin_range(struct mm_struct *mm, unsigned long addr, unsigned long end,
		      struct page **pages)
{
	struct vm_area_struct *vma;
	long got = 0, done = 0;

	while (addr < end) {
		mmap_read_lock(mm);
		vma = vma_lookup(mm, addr);
		if (!vma) {
			mmap_read_unlock(mm);
			break;
		}
		got = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages + done, NULL);
		mmap_read_unlock(mm);
		if (got <= 0)
			break;
		done += got;
		addr += PAGE_SIZE;
	}
	return done ? done : got;
}
