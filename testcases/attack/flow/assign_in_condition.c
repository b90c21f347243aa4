// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the call is assigned in a condition
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long plauen_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	if ((ret = pin_user_pages(addr, 1, FOLL_WRITE, page)) < 1) {
		mmap_read_unlock(current->mm);
		return ret ? ret : -EFAULT;
	}
	mmap_read_unlock(current->mm);
	return 0;
}
