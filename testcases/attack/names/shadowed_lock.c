// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mm that is locked is the inner one, the release below is of the outer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct hickory {
	struct mm_struct *mm;
	unsigned long addr;
};

int hickory_pin(struct hickory *h, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	{
		struct mm_struct *mm = h->mm;

		ret = pin_user_pages_remote(mm, h->addr, 1, 0, page, NULL);
	}
	mmap_read_unlock(mm);
	return ret;
}
