// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm->brk moves with the lock held for write; the page must lie below it when it is
 * pinned
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int cotinga_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	if (addr >= mm->start_brk && addr < mm->brk)
		ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
