// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the mutex is taken before the mmap lock and released after it, in both versions
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct markhor {
	struct mutex lock;
	unsigned long addr;
	struct page *page;
};

int markhor_grab(struct markhor *m)
{
	int ret;

	mutex_lock(&m->lock);
	mmap_read_lock(current->mm);
	ret = get_user_pages(m->addr, 1, 0, &m->page);
	mmap_read_unlock(current->mm);
	mutex_unlock(&m->lock);
	return ret;
}
