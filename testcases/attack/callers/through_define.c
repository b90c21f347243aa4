// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller uses another name that a header defines, and holds the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "through_define.h"

long haarlem_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
