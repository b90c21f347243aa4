// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the entry of the mm's maple tree is a vma, behind a void pointer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int gadwall_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	unsigned long *entry;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	entry = mtree_load(&mm->mm_mt, addr);
	if (entry) {
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1 && entry[0] < addr)
			ret = 2;
	}
	mmap_read_unlock(mm);
	return ret;
}
