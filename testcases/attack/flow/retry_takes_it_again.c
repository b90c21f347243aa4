// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L each round has a bracket of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int lovage_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret, tries = 0;

again:
	mmap_read_lock(mm);
	if (!vma_lookup(mm, addr)) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	if (ret == 0 && tries++ < 3)
		goto again;
	return ret;
}
