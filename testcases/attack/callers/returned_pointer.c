// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a getter returns the function, and its caller calls it under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

typedef long (*como_fn)(unsigned long addr, struct page **page);

static long como_grab(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

static como_fn como_method(int kind)
{
	return kind ? como_grab : NULL;
}

long como_run(int kind, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = como_method(kind)(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
