// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N PYRITE_EXCLUSIVE() is a guard, whose mutex is held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

#define PYRITE_EXCLUSIVE(p)	guard(mutex)(&(p)->lock)

struct pyrite {
	struct mutex lock;
	unsigned long addr;
};

int pyrite_pin(struct pyrite *p, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	if (p->addr) {
		PYRITE_EXCLUSIVE(p);
		ret = pin_user_pages(p->addr, 1, 0, page);
	} else {
		ret = -EINVAL;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
