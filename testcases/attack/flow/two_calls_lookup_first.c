// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the lookup stands before one call in each of two ways
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int mallow_pin(struct mm_struct *mm, unsigned long a, bool write, struct page **pages)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	if (!vma_lookup(mm, a))
		goto out;
	if (write)
		ret = pin_user_pages_remote(mm, a, 1, FOLL_WRITE, pages, NULL);
	else
		ret = pin_user_pages_remote(mm, a, 1, 0, pages, NULL);
out:
	mmap_read_unlock(mm);
	return ret;
}
