// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L an inner block has a variable named locked, and the release stands in it
 * NOT-IN-DIFF: int locked = 1
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int elm_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret < 0) {
		bool locked = ret == -EBUSY;

		mmap_read_unlock(mm);
		return locked ? -EAGAIN : ret;
	}
	mmap_read_unlock(mm);
	return ret;
}
