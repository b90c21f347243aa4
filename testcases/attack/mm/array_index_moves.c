// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the index that picks the mm moves on between lock and call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct bryony {
	struct mm_struct *mm[4];
	int at;
};

long bryony_grab(struct bryony *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(d->mm[d->at]);
	d->at++;
	got = get_user_pages_remote(d->mm[d->at], addr, 1, 0, pages, NULL);
	mmap_read_unlock(d->mm[d->at]);
	return got;
}
