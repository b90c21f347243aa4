// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U under CONFIG_PRATO_DEBUG a message is printed between call and release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long prato_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
#ifdef CONFIG_PRATO_DEBUG
	pr_info("%lx: %ld\n", addr, ret);
#endif
	mmap_read_unlock(current->mm);
	return ret;
}
