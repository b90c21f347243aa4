// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma is looked up once: from the second round on it is read after a call that may
 * have dropped the lock, and munmap() may have freed it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

long siskin_pin_range(struct mm_struct *mm, unsigned long addr, unsigned long end,
		      struct page **pages)
{
	struct vm_area_struct *vma;
	long got = 0, done = 0;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	while (vma && addr < end) {
		if (addr >= vma->vm_end)
			break;
		got = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages + done, NULL);
		if (got <= 0)
			break;
		done += got;
		addr += PAGE_SIZE;
	}
	mmap_read_unlock(mm);
	return done ? done : got;
}
