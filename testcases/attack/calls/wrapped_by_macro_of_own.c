// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the call stands in a macro that two functions use, one of them under a lookup
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define PARULA_PIN(addr, page)	get_user_pages(addr, 1, FOLL_WRITE, page)

int parula_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = PARULA_PIN(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int parula_pin_area(unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, addr);
	if (vma) {
		ret = PARULA_PIN(addr, page);
		if (ret == 1 && vma->vm_flags & VM_SHARED)
			ret = 0;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
