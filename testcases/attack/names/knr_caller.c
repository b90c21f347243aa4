// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller, in the old style, holds the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long poitiers_pin(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long poitiers_all(addr, pages)
	unsigned long addr;
	struct page **pages;
{
	long ret;

	mmap_read_lock(current->mm);
	ret = poitiers_pin(addr, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
