// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L a killable lock of another mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long trieste_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	if (mmap_read_lock_killable(mm))
		return -EINTR;
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
