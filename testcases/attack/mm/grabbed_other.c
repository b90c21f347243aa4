// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a reference on the mm that is passed in makes it no more that of current, which the
 * call faults
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>

int wisteria_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmgrab(mm);
	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret != 1)
		ret = find_vma(mm, addr) ? -EAGAIN : -EFAULT;
	mmap_read_unlock(mm);
	mmdrop(mm);
	return ret;
}
