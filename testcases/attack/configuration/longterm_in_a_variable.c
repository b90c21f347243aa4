// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N in one configuration get_user_pages() is asked for FOLL_LONGTERM, which it takes in
 * no form: a bug to be looked at, not to be rewritten
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int zinnia_pin(unsigned long addr, struct page **page)
{
	unsigned int how = FOLL_WRITE;
	int ret;

#ifdef CONFIG_ZINNIA_DAX
	how |= FOLL_LONGTERM;
#endif
	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, how, page);
	mmap_read_unlock(current->mm);
	return ret;
}
