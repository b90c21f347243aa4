// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock is that of the thread's old mm, the call's that of a new one from mm_alloc
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long comfrey_grab(struct mm_struct *old, struct mm_struct *new, unsigned long addr,
		  struct page **pages)
{
	struct mm_struct **pick = &old;
	long got;

	mmap_read_lock(*pick);
	pick = &new;
	got = get_user_pages_remote(*pick, addr, 1, 0, pages, NULL);
	mmap_read_unlock(*pick);
	return got;
}
