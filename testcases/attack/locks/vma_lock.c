// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock of the vma is held at the call, which may wait for a writer that waits for
 * it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int warthog_grab(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma && vma_start_read(vma)) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		vma_end_read(vma);
	}
	mmap_read_unlock(mm);
	return ret;
}
