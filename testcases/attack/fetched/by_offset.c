// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N pgoff points into the vma, by its address plus an offset
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int sora_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	unsigned long *pgoff;
	char *base;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	base = (char *)vma_lookup(mm, addr);
	if (base) {
		pgoff = (unsigned long *)(base + offsetof(struct vm_area_struct, vm_pgoff));
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1 && *pgoff)
			ret = 2;
	}
	mmap_read_unlock(mm);
	return ret;
}
