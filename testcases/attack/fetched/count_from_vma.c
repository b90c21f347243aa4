// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the number of pages comes from the vma, as a number, before the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int vichy_pin(struct mm_struct *mm, unsigned long addr, long nr, struct page **pages)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		nr = min_t(long, nr, (vma->vm_end - addr) >> PAGE_SHIFT);
		ret = pin_user_pages_remote(mm, addr, nr, FOLL_WRITE, pages, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
