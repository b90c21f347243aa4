// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the header's inline function calls it under the lock, for whoever includes the
 * header
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "myna.h"

int myna_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
