// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the array belongs to the caller; of the vma only the page's number in it is taken
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int lourie_pin(struct mm_struct *mm, unsigned long addr, struct page **table)
{
	struct vm_area_struct *vma;
	unsigned long slot = 64;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma)
		slot = (addr - vma->vm_start) >> PAGE_SHIFT;
	if (slot < 64)
		ret = pin_user_pages_remote(mm, addr, 1, 0, table + slot, NULL);
	mmap_read_unlock(mm);
	return ret;
}
