// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N xchg() of a plain word makes it a lock, held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct giraffe {
	unsigned int busy;
	unsigned long addr;
};

int giraffe_grab(struct giraffe *g, struct page **page)
{
	int ret = -EBUSY;

	mmap_read_lock(current->mm);
	if (!xchg(&g->busy, 1)) {
		ret = get_user_pages(g->addr, 1, 0, page);
		smp_store_release(&g->busy, 0);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
