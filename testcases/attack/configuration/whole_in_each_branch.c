// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: UL each branch has a bracket and a call of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int camellia_pin(unsigned long addr, struct page **page)
{
	int ret;

#ifdef CONFIG_CAMELLIA_WRITE
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
#else
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
#endif
	return ret;
}
