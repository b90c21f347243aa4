// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U linsang_over_all(), in another file, calls what it is passed with nothing held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "linsang.h"

static long linsang_grab(unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

long linsang_start(unsigned long addr, struct page **pages)
{
	return linsang_over_all(addr, pages, linsang_grab);
}
