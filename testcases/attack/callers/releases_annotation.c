// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N __releases() and __acquires() say that the lock is held on entry and given back
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long bettong_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
	__releases(&mm->mmap_lock)
	__acquires(&mm->mmap_lock)
{
	long got;

	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
