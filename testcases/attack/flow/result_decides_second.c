// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N what the first call returned decides whether a second runs under the same lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long addax_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;

	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (got == 1)
		got = get_user_pages_remote(mm, addr + PAGE_SIZE, 1, FOLL_WRITE, pages + 1, NULL);
	mmap_read_unlock(mm);
	return got;
}
