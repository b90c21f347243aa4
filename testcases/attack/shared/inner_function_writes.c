// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer holds the lock by a helper that is given the mm as a void pointer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct gaeta {
	unsigned long base;
};

static void gaeta_enter(void *mm)
{
	mmap_write_lock(mm);
}

static void gaeta_leave(void *mm)
{
	mmap_write_unlock(mm);
}

void gaeta_move(struct gaeta *g, unsigned long base)
{
	gaeta_enter(current->mm);
	g->base = base;
	gaeta_leave(current->mm);
}

long gaeta_pin(struct gaeta *g, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
