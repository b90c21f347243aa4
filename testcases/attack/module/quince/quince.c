// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the Makefile's -D gives the call another name
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long quince_user_pages(unsigned long start, unsigned long nr, unsigned int flags,
		       struct page **pages);

long quince_grab(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
