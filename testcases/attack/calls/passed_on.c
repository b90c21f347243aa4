// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N nuthatch_apply() calls what it is passed, and that is nuthatch_area_of()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static unsigned long nuthatch_area_of(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma ? vma->vm_start : 0;
}

static unsigned long nuthatch_apply(unsigned long (*fn)(unsigned long), unsigned long addr)
{
	return fn(addr) ^ addr;
}

long nuthatch_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1)
		ret = nuthatch_apply(nuthatch_area_of, addr);
	mmap_read_unlock(current->mm);
	return ret;
}
