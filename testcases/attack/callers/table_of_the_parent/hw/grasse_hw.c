// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the parent folder's core calls ->grab() of the table under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "../grasse.h"

static long grasse_hw_grab(struct grasse *g, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

const struct grasse_ops grasse_hw_ops = { .grab = grasse_hw_grab };
