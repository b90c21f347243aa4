// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the function is called by itself through a helper, while it holds the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long foggia_more(unsigned long addr, struct page **page, int depth);

static long foggia_pin(unsigned long addr, struct page **page, int depth)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (depth)
		ret = foggia_more(addr + PAGE_SIZE, page + 1, depth - 1);
	mmap_read_unlock(current->mm);
	return ret;
}

static long foggia_more(unsigned long addr, struct page **page, int depth)
{
	return foggia_pin(addr, page, depth);
}

long foggia_all(unsigned long addr, struct page **page)
{
	return foggia_pin(addr, page, 3);
}
