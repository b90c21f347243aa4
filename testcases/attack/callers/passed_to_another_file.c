// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N genet_over_all(), in another file, calls what it is passed while it holds the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "genet.h"

static long genet_grab(unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

long genet_start(unsigned long addr, struct page **pages)
{
	return genet_over_all(addr, pages, genet_grab);
}
