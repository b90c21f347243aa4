// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one path of the writer releases first, the other writes under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct genoa {
	unsigned long base;
};

int genoa_move(struct genoa *g, struct mm_struct *mm, unsigned long base)
{
	mmap_write_lock(mm);
	if (!base)
		goto out;
	g->base = base;
out:
	mmap_write_unlock(mm);
	return 0;
}

long genoa_pin(struct genoa *g, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
