// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the class is the bracket: its end releases the lock, and cannot be told whether the
 * call has
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>

DEFINE_CLASS(moonstone, struct mm_struct *, if (_T) mmap_read_unlock(_T),
	     ({ mmap_read_lock(mm); mm; }), struct mm_struct *mm)

int moonstone_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	CLASS(moonstone, held)(mm);
	struct vm_area_struct *vma = vma_lookup(held, addr);
	int ret;

	if (!vma)
		return -EFAULT;
	ret = pin_user_pages_remote(held, addr, 1, 0, page, NULL);
	return ret == 1 ? !!(vma->vm_flags & VM_WRITE) : ret;
}
