// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the function is stored in a struct of the header, and another file calls it under
 * the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "leuven.h"

static long leuven_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

void leuven_setup(struct leuven *l)
{
	l->grab = leuven_pin;
}
