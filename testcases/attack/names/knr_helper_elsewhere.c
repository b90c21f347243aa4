// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper of the other file is defined in the old style, and looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int perigueux_check(struct mm_struct *mm, unsigned long addr);

long perigueux_pin(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	if (ret == 1 && !perigueux_check(current->mm, addr))
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
