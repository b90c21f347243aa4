// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a short result goes back to where the vma is looked at
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long novara_pin(struct mm_struct *mm, unsigned long addr, long nr, struct page **pages)
{
	struct vm_area_struct *vma;
	long ret, all = 0;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
check:
	if (!vma || vma->vm_end < addr) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, nr - all, FOLL_WRITE, pages + all, NULL);
	if (ret > 0 && ret < nr - all) {
		all += ret;
		addr += ret << PAGE_SHIFT;
		goto check;
	}
	mmap_read_unlock(mm);
	return ret;
}
