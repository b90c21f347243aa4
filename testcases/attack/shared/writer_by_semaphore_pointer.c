// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer keeps the address of the lock in a variable, and takes it for write through
 * that
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct marmot {
	unsigned long base;
	unsigned long len;
};

void marmot_move(struct marmot *d, unsigned long to)
{
	struct rw_semaphore *sem = &current->mm->mmap_lock;

	down_write(sem);
	d->base = to;
	up_write(sem);
}

long marmot_grab(struct marmot *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
