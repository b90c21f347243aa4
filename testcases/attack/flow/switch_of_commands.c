// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U each command releases in its own case
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long muenster_pin(int cmd, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	switch (cmd) {
	case 1:
		ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
		mmap_read_unlock(current->mm);
		return ret;
	default:
		mmap_read_unlock(current->mm);
		return -EINVAL;
	}
}
