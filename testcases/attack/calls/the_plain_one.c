// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U dotterel_settle() only counts, and is called by its name
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct dotterel {
	unsigned long start;
	int count;
};

static int dotterel_settle(struct dotterel *d, int got)
{
	d->count += got;
	return got;
}

int dotterel_take(struct dotterel *d, struct page **pages)
{
	int got;

	mmap_read_lock(current->mm);
	got = get_user_pages(d->start, 4, FOLL_WRITE, pages);
	if (got > 0)
		got = dotterel_settle(d, got);
	mmap_read_unlock(current->mm);
	return got;
}
