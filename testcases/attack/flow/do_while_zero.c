// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the whole stands in do { } while (0) with break as the way out
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long trento_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	do {
		ret = -EINVAL;
		if (!addr)
			break;
		ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	} while (0);
	mmap_read_unlock(current->mm);
	return ret;
}
