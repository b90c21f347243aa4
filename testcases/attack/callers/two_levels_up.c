// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N two calls up, in another file, the lock is held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "nightjar.h"

int nightjar_page(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
