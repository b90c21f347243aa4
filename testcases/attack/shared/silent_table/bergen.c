// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handler calls ->set() of a table that a file fills in which never speaks of
 * the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "bergen.h"

long bergen_pin(struct bergen *a, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(a->bergen_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
