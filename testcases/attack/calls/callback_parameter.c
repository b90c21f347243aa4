// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N what is called after the call is a parameter
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long vitre_pin(unsigned long addr, struct page **page, void (*done)(struct page *))
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	done(*page);
	mmap_read_unlock(current->mm);
	return ret;
}
