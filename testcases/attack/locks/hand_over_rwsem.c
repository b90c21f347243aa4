// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hand over hand: the rwsem is taken before the mmap lock goes, so nobody gets in
 * between
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rwsem.h>

struct chamois {
	struct rw_semaphore sem;
	unsigned long addr;
	struct page *page;
};

int chamois_grab(struct chamois *c)
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(c->addr, 1, 0, &page);
	down_write(&c->sem);
	mmap_read_unlock(current->mm);
	if (ret == 1)
		swap(c->page, page);
	up_write(&c->sem);
	return ret;
}
