// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a definition in the old style
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long paris_pin(addr, nr, pages)
	unsigned long addr;
	unsigned long nr;
	struct page **pages;
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
