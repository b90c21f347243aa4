// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N on a short result control goes back to before the call, with the lock perhaps dropped
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long oryx_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	int tries = 3;

	mmap_read_lock(mm);
	again:
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (!got && tries--)
		goto again;
	mmap_read_unlock(mm);
	return got;
}
