// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U both mutexes are taken and released before the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct armadillo {
	struct mutex outer, inner;
	unsigned long addr;
};

int armadillo_grab(struct armadillo *a, struct page **page)
{
	unsigned long addr;
	int ret;

	mmap_read_lock(current->mm);
	mutex_lock(&a->outer);
	mutex_lock(&a->inner);
	mutex_unlock(&a->outer);
	addr = a->addr;
	mutex_unlock(&a->inner);
	ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
