// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the parent folder's core calls ->grab() of the table with nothing held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "../honfleur.h"

static long honfleur_hw_grab(struct honfleur *g, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

const struct honfleur_ops honfleur_hw_ops = { .grab = honfleur_hw_grab };
