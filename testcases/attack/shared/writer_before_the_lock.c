// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the writer stores before it takes the lock and after it releases it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct gorizia {
	unsigned long base, old;
};

int gorizia_move(struct gorizia *g, struct mm_struct *mm, unsigned long base)
{
	g->base = base;
	mmap_write_lock(mm);
	mmap_write_unlock(mm);
	g->base = g->base + PAGE_SIZE;
	return 0;
}

long gorizia_pin(struct gorizia *g, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
