// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U in one configuration pages is NULL and the result is used; a retry of this kernel goes
 * on as it does with pages (before 5.3 it returned short)
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#ifdef CONFIG_MIMOSA_PREFAULT
#define MIMOSA_PAGES(p)	((struct page **)NULL)
#else
#define MIMOSA_PAGES(p)	(p)
#endif

long mimosa_pin(unsigned long addr, unsigned long n, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, n, FOLL_WRITE, MIMOSA_PAGES(pages));
	mmap_read_unlock(current->mm);
	return ret == n ? 0 : -EFAULT;
}
