// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N write_seqlock() holds a spin lock at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/seqlock.h>

struct lyon {
	seqlock_t lock;
	unsigned long addr;
};

long lyon_pin(struct lyon *l, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	write_seqlock(&l->lock);
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	write_sequnlock(&l->lock);
	mmap_read_unlock(current->mm);
	return ret;
}
