// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a check before the bracket makes mm that of current
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int juniperus_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	if (current->mm != mm)
		return -EXDEV;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
