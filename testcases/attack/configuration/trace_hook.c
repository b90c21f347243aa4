// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N with CONFIG_RAGUSA_TRACE the hook of the header looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "trace_hook.h"

long ragusa_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	ragusa_trace(addr);
	mmap_read_unlock(current->mm);
	return ret;
}
