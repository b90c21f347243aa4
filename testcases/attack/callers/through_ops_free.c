// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->grab() is called with the driver's mutex held, and no mmap lock
 * MISSED-OK: another driver of the folder calls a member of that name under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct crestlark;

struct crestlark_ops {
	long (*grab)(struct crestlark *c, struct page **pages);
};

struct crestlark {
	const struct crestlark_ops *ops;
	struct mutex lock;
	unsigned long addr;
};

static long crestlark_grab(struct crestlark *c, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(c->addr, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

const struct crestlark_ops crestlark_user_ops = { .grab = crestlark_grab };

long crestlark_start(struct crestlark *c, struct page **pages)
{
	long got;

	mutex_lock(&c->lock);
	got = c->ops->grab(c, pages);
	mutex_unlock(&c->lock);
	return got;
}
