// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N with CONFIG_PRIMULA_KEEP one path leaves the lock to the caller
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int primula_pin(struct mm_struct *mm, unsigned long addr, bool keep, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
#ifdef CONFIG_PRIMULA_KEEP
	if (!keep)
#endif
		mmap_read_unlock(mm);
	return ret;
}
