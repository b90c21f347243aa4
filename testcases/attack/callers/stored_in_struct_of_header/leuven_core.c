// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "leuven.h"

long leuven_all(struct leuven *l, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = l->grab(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
