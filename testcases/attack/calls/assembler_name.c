// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the declaration gives the function another symbol, whose body looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int lemur_check(unsigned long addr) __asm__("lemur_check_area");
int lemur_check_area(unsigned long addr);

int lemur_check_area(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && vma->vm_start <= addr;
}

int lemur_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1 && !lemur_check(addr))
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
