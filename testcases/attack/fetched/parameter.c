// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma comes as a parameter: the caller's reference to it is the lock, which the
 * call drops
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int bustard_pin(struct vm_area_struct *vma, struct page **page)
{
	struct mm_struct *mm = vma->vm_mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, vma->vm_start, 1, 0, page, NULL);
	if (ret == 1 && vma->vm_flags & VM_DONTCOPY)
		ret = -EPERM;
	mmap_read_unlock(mm);
	return ret;
}
