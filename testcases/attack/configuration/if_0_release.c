// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release of the error path stands below #if 0
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long lippe_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret < 0) {
#if 0
		mmap_read_unlock(current->mm);
#endif
		return ret;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
