// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N without CONFIG_ABELIA_STRICT nobody takes the lock: that configuration's call is a
 * bug to be looked at, not to be rewritten
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int abelia_pin(unsigned long addr, struct page **page)
{
	int ret;

#ifdef CONFIG_ABELIA_STRICT
	mmap_read_lock(current->mm);
#endif
	ret = pin_user_pages(addr, 1, 0, page);
#ifdef CONFIG_ABELIA_STRICT
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
