// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a guard of the same lock is in force around the explicit bracket
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>
#include <linux/rwsem.h>

int tourmaline_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	guard(rwsem_read)(&mm->mmap_lock);
	if (!vma_lookup(mm, addr))
		return -EFAULT;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
