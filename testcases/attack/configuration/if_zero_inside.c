// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U what depended on the lock stands below #if 0
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int nerine_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, FOLL_WRITE, page);
#if 0
	if (ret == 1 && find_vma(current->mm, addr)->vm_file)
		ret = -EINVAL;
#endif
	mmap_read_unlock(current->mm);
	return ret;
}
