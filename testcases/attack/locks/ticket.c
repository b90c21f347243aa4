// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a ticket lock of the driver's own: take a number, wait for it, serve the next
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct gaur {
	atomic_t next, serving;
	unsigned long addr;
};

static void gaur_enter(struct gaur *g)
{
	int mine = atomic_fetch_inc(&g->next);

	while (atomic_read(&g->serving) != mine)
		schedule();
}

static void gaur_leave(struct gaur *g)
{
	atomic_inc(&g->serving);
}

int gaur_pin(struct gaur *g, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	gaur_enter(g);
	ret = pin_user_pages(g->addr, 1, 0, page);
	gaur_leave(g);
	mmap_read_unlock(current->mm);
	return ret;
}
