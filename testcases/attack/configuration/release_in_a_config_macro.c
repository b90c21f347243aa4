// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N in one configuration OXALIS_LEAVE() reads a vma before it releases
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

#ifdef CONFIG_OXALIS_TRACE
#define OXALIS_LEAVE(mm, addr)						\
	do {								\
		pr_debug("%p\n", find_vma(mm, addr));			\
		mmap_read_unlock(mm);					\
	} while (0)
#else
#define OXALIS_LEAVE(mm, addr)	mmap_read_unlock(mm)
#endif

int oxalis_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	OXALIS_LEAVE(mm, addr);
	return ret;
}
