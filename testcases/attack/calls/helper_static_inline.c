// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the helper only counts
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct sugarglider {
	int count;
};

static inline void sugarglider_note(struct sugarglider *d, long got)
{
	if (got > 0)
		d->count += got;
}

long sugarglider_grab(struct sugarglider *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	sugarglider_note(d, got);
	mmap_read_unlock(current->mm);
	return got;
}
