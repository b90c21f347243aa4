// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U both values of the header's macro are flags that every form takes
 * MISSED-OK: what a macro of a header stands for in each branch has to be known
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "gardenia.h"

int gardenia_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, GARDENIA_FLAGS, page);
	mmap_read_unlock(current->mm);
	return ret;
}
