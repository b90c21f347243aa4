// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the helper that needs the lock is called before the call, and returns a yes or no
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static bool curlew_allowed(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	mmap_assert_locked(mm);
	return vma && !(vma->vm_flags & (VM_IO | VM_PFNMAP));
}

int curlew_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	if (curlew_allowed(mm, addr))
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
