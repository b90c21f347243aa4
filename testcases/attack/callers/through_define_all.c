// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "through_define.h"

long haarlem_all(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = haarlem_lock_pages(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
