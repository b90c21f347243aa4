// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm->def_flags changes in mlockall(), with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/swap.h>

int dunnock_grab(unsigned long addr, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages(addr, 1, FOLL_WRITE, pages);
	if (ret == 1 && (mm->def_flags & VM_LOCKED))
		mark_page_accessed(pages[0]);
	mmap_read_unlock(mm);
	return ret;
}
