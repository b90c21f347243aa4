// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "grasse.h"

long grasse_all(struct grasse *g, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = g->ops->grab(g, page);
	mmap_read_unlock(current->mm);
	return ret;
}
