// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one way in comes without the lock: goto jumps past its acquisition
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int basil_pin(struct mm_struct *mm, unsigned long addr, bool held, struct page **page)
{
	int ret;

	if (held)
		goto pin;
	mmap_read_lock(mm);
pin:
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (!held)
		mmap_read_unlock(mm);
	return ret;
}
