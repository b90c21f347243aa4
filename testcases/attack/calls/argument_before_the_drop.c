// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the same argument, but in the locked form it is still evaluated under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static unsigned long greenlet_start(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma ? vma->vm_start : 0;
}

int greenlet_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, greenlet_start(mm, addr), 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
