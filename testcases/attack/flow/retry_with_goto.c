// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L on -EAGAIN the function goes back to before the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long nice_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	long ret;
	int tries = 0;

again:
	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (!vma || addr < vma->vm_start) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	if (ret == -EAGAIN && tries++ < 3)
		goto again;
	return ret;
}
