// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the second round begins without the lock where the first has dropped it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int fennel_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	int ret, tries = 0;

	mmap_read_lock(mm);
again:
	vma = vma_lookup(mm, addr);
	if (!vma) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 0 && tries++ < 3)
		goto again;
	mmap_read_unlock(mm);
	return ret;
}
