// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the struct that holds the mm is copied over between lock and call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct larkspur {
	struct mm_struct *mm;
	unsigned long addr;
};

long larkspur_grab(struct larkspur *d, const struct larkspur *from, struct page **pages)
{
	long got;

	mmap_read_lock(d->mm);
	memcpy(d, from, sizeof(*d));
	got = get_user_pages_remote(d->mm, d->addr, 1, 0, pages, NULL);
	mmap_read_unlock(d->mm);
	return got;
}
