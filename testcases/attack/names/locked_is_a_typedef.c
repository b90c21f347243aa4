// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L locked is a type of this file
 * NOT-IN-DIFF: int locked = 1
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

typedef atomic_t locked;

int rowan_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	locked once = ATOMIC_INIT(0);
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	atomic_inc((locked *)&once);
	return ret;
}
