// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L a variable that held a vma before the call is a cursor in the pages after it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int grebe_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	void *cursor;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	cursor = vma_lookup(mm, addr);
	if (cursor) {
		ret = pin_user_pages_remote(mm, addr, 2, 0, pages, NULL);
		cursor = pages;
		if (ret == 2 && cursor == pages[1])
			ret = -EINVAL;
	}
	mmap_read_unlock(mm);
	return ret;
}
