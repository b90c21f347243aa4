// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L both vmas are compared before the call and not touched afterwards
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int bunting_pin_pair(struct mm_struct *mm, unsigned long lo, unsigned long hi, struct page **pages)
{
	struct vm_area_struct *ends[2];
	int ret = -ENOENT;

	mmap_read_lock(mm);
	ends[0] = vma_lookup(mm, lo);
	ends[1] = vma_lookup(mm, hi);
	if (!ends[0] || !ends[1])
		goto out;
	ret = -EINVAL;
	if (ends[1]->vm_pgoff == ends[0]->vm_pgoff + 1)
		ret = get_user_pages_remote(mm, lo, 1, 0, pages, NULL);
out:
	mmap_read_unlock(mm);
	return ret;
}
