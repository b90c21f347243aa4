// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N without CONFIG_CROCUS_STRICT the error path returns with the lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int crocus_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret < 0) {
#ifdef CONFIG_CROCUS_STRICT
		mmap_read_unlock(mm);
#endif
		return ret;
	}
	mmap_read_unlock(mm);
	return ret;
}
