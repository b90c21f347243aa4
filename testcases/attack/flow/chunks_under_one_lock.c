// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U chunk after chunk under one lock, nothing else between
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long nantes_pin(unsigned long addr, long left, struct page **pages)
{
	long got, all = 0;

	mmap_read_lock(current->mm);
	while (left) {
		got = pin_user_pages(addr, min_t(long, left, 64), FOLL_WRITE, pages + all);
		if (got <= 0)
			break;
		all += got;
		left -= got;
		addr += got << PAGE_SHIFT;
	}
	mmap_read_unlock(current->mm);
	return all;
}
