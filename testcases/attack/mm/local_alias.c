// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the local is the client's mm, never anything else, for lock, call and release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct teasel {
	struct mm_struct *mm;
};

long teasel_grab(struct teasel *d, unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = d->mm;
	long got;

	if (!mm)
		return -ESRCH;
	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
