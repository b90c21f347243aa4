// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an early return leaves the lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long torino_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	if (!addr)
		return -EINVAL;
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
