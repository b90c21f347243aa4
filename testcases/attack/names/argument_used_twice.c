// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N LINDEN_MAX() evaluates its argument twice, the call with it: twice under one lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

#define LINDEN_MAX(a, b)	((a) > (b) ? (a) : (b))

long linden_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = LINDEN_MAX(pin_user_pages_remote(mm, addr, 1, 0, page, NULL), 0L);
	mmap_read_unlock(mm);
	return ret;
}
