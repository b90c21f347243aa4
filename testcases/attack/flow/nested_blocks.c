// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the bracket stands in a block of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long teramo_pin(unsigned long addr, struct page **page)
{
	long ret = 0;

	if (addr) {
		struct mm_struct *mm = current->mm;

		mmap_read_lock(mm);
		{
			ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
		}
		mmap_read_unlock(mm);
	}
	return ret;
}
