// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the member's type is a typedef of one header, its struct that of another
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "galago.h"

int galago_pin(struct galago *g, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->addr, 1, 0, page);
	if (ret == 1 && g->home->hiwater_vm > g->limit)
		ret = -EDQUOT;
	mmap_read_unlock(current->mm);
	return ret;
}
