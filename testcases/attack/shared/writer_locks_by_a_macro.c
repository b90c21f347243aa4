// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N GERBIL_FREEZE() takes the lock for write around the store to ->base
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct gerbil {
	unsigned long base;
	unsigned long len;
};

#define GERBIL_FREEZE() mmap_write_lock(current->mm)
#define GERBIL_THAW() mmap_write_unlock(current->mm)

void gerbil_move(struct gerbil *d, unsigned long to)
{
	GERBIL_FREEZE();
	d->base = to;
	GERBIL_THAW();
}

long gerbil_grab(struct gerbil *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
