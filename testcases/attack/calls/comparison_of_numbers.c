// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same min(), of two numbers
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int goldcrest_pin(unsigned long addr, unsigned long end, struct page **page, unsigned long *to)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	*to = min(end, addr + PAGE_SIZE);
	mmap_read_unlock(current->mm);
	return ret;
}
