// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm is another one at the release than at the call's lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int cedar_pin(struct mm_struct *mm, struct mm_struct *next, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	down_read_nested(&next->mmap_lock, SINGLE_DEPTH_NESTING);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	mm = next;
	if (ret == 1)
		ret = pin_user_pages_remote(mm, addr, 1, 0, page + 1, NULL);
	mmap_read_unlock(mm);
	return ret;
}
