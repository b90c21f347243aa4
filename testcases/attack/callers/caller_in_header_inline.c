// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the inline function of a header calls it, and that is called under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "caller_in_header_inline.h"

long faenza_grab(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
