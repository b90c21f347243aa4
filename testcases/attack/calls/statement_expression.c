// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a statement expression looks a vma up between call and release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int stint_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	ret = ({
		struct vm_area_struct *vma = find_vma(current->mm, addr);

		vma && vma->vm_ops ? -EINVAL : ret;
	});
	mmap_read_unlock(current->mm);
	return ret;
}
