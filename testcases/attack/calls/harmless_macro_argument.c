// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same kind of loop macro, but what it is given only adds up numbers
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define moorhen_for_each(addr, n, fn, arg)				\
	do {								\
		unsigned long __i;					\
									\
		for (__i = 0; __i < (n); __i++)				\
			fn((addr) + __i * PAGE_SIZE, arg);		\
	} while (0)

static void moorhen_sum(unsigned long addr, unsigned long *sum)
{
	*sum += addr >> PAGE_SHIFT;
}

int moorhen_load(unsigned long addr, unsigned long n, struct page **pages, unsigned long *sum)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, n, FOLL_WRITE, pages);
	moorhen_for_each(addr, n, moorhen_sum, sum);
	mmap_read_unlock(current->mm);
	return ret;
}
