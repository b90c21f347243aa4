// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the flag is set and cleared around the call with WRITE_ONCE(): whoever sees it keeps
 * away
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct tayra {
	unsigned long base;
	unsigned long len;
	int owner;
};

long tayra_grab(struct tayra *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	if (READ_ONCE(d->owner)) {
		mmap_read_unlock(current->mm);
		return -EBUSY;
	}
	WRITE_ONCE(d->owner, 1);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	WRITE_ONCE(d->owner, 0);
	mmap_read_unlock(current->mm);
	return got;
}
