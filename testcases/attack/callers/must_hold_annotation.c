// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N __must_hold() says that callers hold the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long potoroo_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
	__must_hold(&mm->mmap_lock)
{
	long got;

	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
