// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N on success the function returns with the lock still held, for dill_finish() to
 * release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int dill_start(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1)
		return 0;
	mmap_read_unlock(mm);
	return ret < 0 ? ret : -EFAULT;
}

void dill_finish(struct mm_struct *mm, struct page *page)
{
	unpin_user_page(page);
	mmap_read_unlock(mm);
}
