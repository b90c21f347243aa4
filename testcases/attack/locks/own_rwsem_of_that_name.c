// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap_lock that is taken is a member of the driver's own struct: nobody locks the
 * mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/rwsem.h>

struct buzzard {
	struct rw_semaphore mmap_lock;
	unsigned long addr;
};

int buzzard_pin(struct buzzard *b, struct page **page)
{
	int ret;

	down_read(&b->mmap_lock);
	ret = pin_user_pages(b->addr, 1, 0, page);
	up_read(&b->mmap_lock);
	return ret;
}
