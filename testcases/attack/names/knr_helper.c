// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper is defined in the old style, and looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int pau_check(mm, addr)
	struct mm_struct *mm;
	unsigned long addr;
{
	return vma_lookup(mm, addr) != NULL;
}

long pau_pin(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	if (ret == 1 && !pau_check(current->mm, addr))
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
