// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the two callers pass flags that every form takes
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int squill_pin(unsigned long addr, unsigned int flags, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, flags, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int squill_read(unsigned long addr, struct page **page)
{
	return squill_pin(addr, 0, page);
}

int squill_write(unsigned long addr, struct page **page)
{
	return squill_pin(addr, FOLL_WRITE, page);
}
