// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller uses an alias of the function, and holds the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long ghent_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

long ghent_old_pin(unsigned long addr, struct page **page)
	__attribute__((weak, alias("ghent_pin")));

long ghent_all(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = ghent_old_pin(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
