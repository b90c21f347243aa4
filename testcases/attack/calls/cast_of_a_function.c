// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a cast stands before the name of the function that is called
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long knot_walk(struct mm_struct *mm)
{
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, mm, 0);
	long n = 0;

	for_each_vma(vmi, vma)
		n++;
	return n;
}

long knot_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	if (ret == 1)
		ret = ((long (*)(struct mm_struct *))knot_walk)(current->mm);
	mmap_read_unlock(current->mm);
	return ret;
}
