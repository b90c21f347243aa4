// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N whether the lock is taken depends on a flag of the request
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long passau_pin(bool nolock, unsigned long addr, struct page **page)
{
	long ret;

	if (!nolock)
		mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (!nolock)
		mmap_read_unlock(current->mm);
	return ret;
}
