// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a case label inside the loop: the second round's lookup follows the first one's call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int savory_pin(struct mm_struct *mm, unsigned long addr, int n, struct page **pages)
{
	struct vm_area_struct *vma = NULL;
	int ret = 0;

	mmap_read_lock(mm);
	switch (n & 1) {
	case 0:
		do {
			vma = vma_lookup(mm, addr);
			if (!vma)
				break;
			fallthrough;
	case 1:
			ret = pin_user_pages_remote(mm, addr, 1, 0, pages++, NULL);
			addr += PAGE_SIZE;
		} while (ret == 1 && --n > 0);
	}
	mmap_read_unlock(mm);
	return ret;
}
