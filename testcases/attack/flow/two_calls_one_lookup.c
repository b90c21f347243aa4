// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lookup stands between two calls: before the second, but after the first
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int lilac_pin(struct mm_struct *mm, unsigned long a, unsigned long b, struct page **pages)
{
	struct vm_area_struct *vma;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, a, 1, 0, pages, NULL);
	if (ret == 1) {
		vma = vma_lookup(mm, b);
		if (vma)
			ret = pin_user_pages_remote(mm, vma->vm_start, 1, 0, pages + 1, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
