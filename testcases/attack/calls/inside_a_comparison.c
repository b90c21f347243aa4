// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N min() evaluates a helper that asks the mm for the end of a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static unsigned long firecrest_end(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	return vma ? vma->vm_end : 0UL;
}

int firecrest_pin(unsigned long addr, unsigned long end, struct page **page, unsigned long *to)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	*to = min(end, firecrest_end(current->mm, addr));
	mmap_read_unlock(current->mm);
	return ret;
}
