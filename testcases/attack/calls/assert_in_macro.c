// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N BITTERN_ENTER() asserts the mmap lock through a second macro of its header
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>
#include <linux/lockdep.h>
#include "bittern.h"

static unsigned long bittern_grabs;

int bittern_grab(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1)
		BITTERN_ENTER(mm, bittern_grabs);
	mmap_read_unlock(mm);
	return ret;
}
