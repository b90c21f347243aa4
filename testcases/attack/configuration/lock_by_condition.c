// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N IS_ENABLED() decides at compile time whether the lock is taken
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int lantana_pin(unsigned long addr, struct page **page)
{
	int ret;

	if (IS_ENABLED(CONFIG_LANTANA_SHARED))
		mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (IS_ENABLED(CONFIG_LANTANA_SHARED))
		mmap_read_unlock(current->mm);
	return ret;
}
