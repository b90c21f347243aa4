// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a helper gets the vma after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int verdun_is_shared(const struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_SHARED;
}

int verdun_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
		if (ret == 1 && verdun_is_shared(vma))
			set_page_dirty_lock(*page);
	}
	mmap_read_unlock(mm);
	return ret;
}
