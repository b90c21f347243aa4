// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the copy on the stack still holds the file pointer, on which nobody took a reference
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int citril_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct vm_area_struct copy, *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		memcpy(&copy, vma, sizeof(copy));
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
		if (ret == 1 && copy.vm_file && copy.vm_file->f_mode & FMODE_NOWAIT)
			ret = 2;
	}
	mmap_read_unlock(mm);
	return ret;
}
