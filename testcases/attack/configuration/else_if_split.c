// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N in one configuration the release belongs to an else, and the first way keeps the
 * lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int ranunculus_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
#ifdef CONFIG_RANUNCULUS_HOLD
	if (ret == 1)
		pr_debug("held for ranunculus_end()\n");
	else
#endif
		mmap_read_unlock(mm);
	return ret;
}
