// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NL without the bracket the early return on a signal is lost
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int osprey_pin(unsigned long addr, struct page **page)
{
	int ret;

	if (mmap_read_lock_killable(current->mm))
		return -ERESTARTSYS;
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
