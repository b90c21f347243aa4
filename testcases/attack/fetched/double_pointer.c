// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller gets the vma through a pointer to a pointer, and the function reads it
 * there
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int flamingo_pin(struct mm_struct *mm, unsigned long addr, void **out, struct page **page)
{
	struct vm_area_struct **slot = (struct vm_area_struct **)out;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	*slot = vma_lookup(mm, addr);
	if (*slot) {
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			ret = !!((*slot)->vm_flags & VM_EXEC);
	}
	mmap_read_unlock(mm);
	return ret;
}
