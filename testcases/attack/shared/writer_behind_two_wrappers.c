// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the wrapper of the wrapper returns with the lock held for write, and the store follows
 * it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct jerboa {
	unsigned long base;
	unsigned long len;
};

static void jerboa_write_begin(void)
{
	mmap_write_lock(current->mm);
}

static void jerboa_begin(struct jerboa *d)
{
	jerboa_write_begin();
	d->len = 0;
}

static void jerboa_end(void)
{
	mmap_write_unlock(current->mm);
}

void jerboa_move(struct jerboa *d, unsigned long to)
{
	jerboa_begin(d);
	d->base = to;
	jerboa_end();
}

long jerboa_grab(struct jerboa *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
