// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handler calls a helper of a file that never speaks of the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "aalst.h"

long aalst_pin(struct aalst *a, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(a->aalst_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
