// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N rail_odd() and rail_even() call one another until one of them looks up a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int rail_even(struct mm_struct *mm, unsigned long addr, int depth);

static int rail_odd(struct mm_struct *mm, unsigned long addr, int depth)
{
	if (depth <= 0)
		return vma_lookup(mm, addr) ? 0 : -EFAULT;
	return rail_even(mm, addr + PAGE_SIZE, depth - 1);
}

static int rail_even(struct mm_struct *mm, unsigned long addr, int depth)
{
	return depth > 8 ? -E2BIG : rail_odd(mm, addr, depth - 1);
}

int rail_check(unsigned long addr, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
	if (ret == 8)
		ret = rail_even(current->mm, addr, 7);
	mmap_read_unlock(current->mm);
	return ret;
}
