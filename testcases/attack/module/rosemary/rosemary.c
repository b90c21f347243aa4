// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the Makefile's -D touches nothing of this bracket
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long rosemary_grab(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
#ifdef ROSEMARY_DEBUG
	pr_info("rosemary: %ld\n", ret);
#endif
	mmap_read_unlock(current->mm);
	return ret;
}
