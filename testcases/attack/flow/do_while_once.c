// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the call stands in a do/while(0) that a break leaves before it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long gemsbok_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long got = -EFAULT;

	mmap_read_lock(mm);
	do {
		if (!vma_lookup(mm, addr))
			break;
		got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	} while (0);
	mmap_read_unlock(mm);
	return got;
}
