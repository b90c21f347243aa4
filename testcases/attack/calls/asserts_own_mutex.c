// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U egret_stamp() asserts the driver's own mutex, which stays held around the whole
 * bracket
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct egret {
	struct mutex lock;
	unsigned long base;
	unsigned long stamped;
};

static void egret_stamp(struct egret *e, long got)
{
	lockdep_assert_held(&e->lock);
	e->stamped += got;
}

long egret_fill(struct egret *e, struct page **pages, unsigned long n)
{
	long got;

	mutex_lock(&e->lock);
	mmap_read_lock(current->mm);
	got = get_user_pages(e->base, n, FOLL_WRITE, pages);
	if (got > 0)
		egret_stamp(e, got);
	mmap_read_unlock(current->mm);
	mutex_unlock(&e->lock);
	return got;
}
