// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N of the two mutexes that are taken before the call one is released after it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct pangolin {
	struct mutex outer, inner;
	unsigned long addr;
};

int pangolin_grab(struct pangolin *p, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	mutex_lock(&p->outer);
	mutex_lock(&p->inner);
	mutex_unlock(&p->outer);
	ret = get_user_pages(p->addr, 1, 0, page);
	mutex_unlock(&p->inner);
	mmap_read_unlock(current->mm);
	return ret;
}
