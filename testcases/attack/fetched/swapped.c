// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N swap() moves the vma into the variable that is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int gallinule_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *found, *kept = NULL;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	found = vma_lookup(mm, addr);
	swap(found, kept);
	if (kept) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (!found && kept->vm_flags & VM_GROWSDOWN)
			ret = -EINVAL;
	}
	mmap_read_unlock(mm);
	return ret;
}
