// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NL without the bracket the lookup before the call runs without the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int snowfinch_pin(unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, addr);
	if (vma && vma->vm_start <= addr)
		ret = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
