// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the guard begins after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/cleanup.h>

struct citrine {
	spinlock_t lock;
	unsigned long addr;
	int got;
};

int citrine_pin(struct citrine *c, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(c->addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	guard(spinlock)(&c->lock);
	c->got += ret;
	return ret;
}
