// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop walks vma by vma under one lock, a call for each
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int vienne_pin(struct mm_struct *mm, unsigned long addr, unsigned long end, struct page **pages)
{
	struct vm_area_struct *vma;
	int ret = 0;

	mmap_read_lock(mm);
	for (vma = find_vma(mm, addr); vma && addr < end; vma = find_vma(mm, addr)) {
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
		if (ret != 1)
			break;
		addr = vma->vm_end;
	}
	mmap_read_unlock(mm);
	return ret;
}
