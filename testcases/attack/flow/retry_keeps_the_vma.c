// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma of the first round is read in the second, before it is looked up again
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long nimes_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma = NULL;
	long ret;

	mmap_read_lock(mm);
again:
	if (!vma || vma->vm_end <= addr)
		vma = find_vma(mm, addr);
	if (!vma) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	if (ret == -EAGAIN)
		goto again;
	mmap_read_unlock(mm);
	return ret;
}
