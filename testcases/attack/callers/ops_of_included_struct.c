// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the table is a member of another struct, called by value under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct carrara_ops {
	long (*grab)(unsigned long addr, struct page **page);
};

struct carrara {
	struct carrara_ops ops;
};

static long carrara_grab(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

void carrara_init(struct carrara *c)
{
	c->ops = (struct carrara_ops){ .grab = carrara_grab };
}

long carrara_run(struct carrara *c, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = c->ops.grab(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
