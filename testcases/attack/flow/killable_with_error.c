// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a killable lock's error goes to the caller: the unlocked form would lose it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long treviso_pin(unsigned long addr, struct page **page)
{
	long ret;

	if (mmap_read_lock_killable(current->mm))
		return -EINTR;
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
