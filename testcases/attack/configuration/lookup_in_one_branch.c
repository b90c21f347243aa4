// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one configuration looks a vma up after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int dahlia_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
#if defined(CONFIG_DAHLIA_DAX) && !defined(CONFIG_DAHLIA_PLAIN)
	if (ret == 1 && vma_is_fsdax(vma_lookup(mm, addr)))
		ret = -EOPNOTSUPP;
#endif
	mmap_read_unlock(mm);
	return ret;
}
