// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the frame number of the second address holds only as long as the lock keeps its
 * mapping
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int wigeon_pair(struct vm_area_struct *vma, unsigned long addr, struct page **pages)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr + PAGE_SIZE };
	struct mm_struct *mm = vma->vm_mm;
	unsigned long pfn = 0;
	int ret;

	mmap_read_lock(mm);
	if (!follow_pfnmap_start(&args)) {
		pfn = args.pfn;
		follow_pfnmap_end(&args);
	}
	ret = pin_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	if (ret == 1 && pfn_valid(pfn)) {
		pages[1] = pfn_to_page(pfn);
		get_page(pages[1]);
	}
	mmap_read_unlock(mm);
	return ret;
}
