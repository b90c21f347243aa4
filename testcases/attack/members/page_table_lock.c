// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mm's page_table_lock is taken under the mmap lock and a page table read after
 * the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long vittel_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	spin_lock(&mm->page_table_lock);
	if (pgd_none(*pgd_offset(mm, addr)))
		ret = -EFAULT;
	spin_unlock(&mm->page_table_lock);
	mmap_read_unlock(mm);
	return ret;
}
