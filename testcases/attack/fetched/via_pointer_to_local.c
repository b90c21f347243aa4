// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a pointer to the local that holds the vma is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long milano_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma, **where = &vma;
	long ret;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	if (*where && (*where)->vm_start > addr)
		ret = -EFAULT;
	mmap_read_unlock(mm);
	return ret;
}
