// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same kind of atomic, but it counts and nobody waits for it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct takin {
	atomic_t calls;
	unsigned long addr;
};

int takin_grab(struct takin *t, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	atomic_inc(&t->calls);
	ret = get_user_pages(t->addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
