// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the only caller passes current->mm
 * MISSED-OK: whose mm a parameter is, a person decides
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long pesaro_grab(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(mm);
	return ret;
}

long pesaro_pin(unsigned long addr, struct page **page)
{
	return pesaro_grab(current->mm, addr, page);
}
