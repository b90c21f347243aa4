// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hand over hand: the spin lock is taken before the release and held to the function's
 * end
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/cleanup.h>

struct beryl {
	spinlock_t lock;
	unsigned long addr;
	int got;
};

int beryl_pin(struct beryl *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(b->addr, 1, 0, page);
	guard(spinlock)(&b->lock);
	mmap_read_unlock(current->mm);
	b->got += ret;
	return ret;
}
