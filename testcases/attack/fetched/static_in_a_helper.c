// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper remembers the vma in a static local, and without an address gives back
 * its end
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static unsigned long yellowthroat_end(struct mm_struct *mm, unsigned long addr)
{
	static struct vm_area_struct *last;

	if (mm)
		last = vma_lookup(mm, addr);
	return last ? last->vm_end : 0;
}

int yellowthroat_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -EFAULT;

	mmap_read_lock(mm);
	if (yellowthroat_end(mm, addr)) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1 && yellowthroat_end(NULL, 0) < addr)
			ret = -EAGAIN;
	}
	mmap_read_unlock(mm);
	return ret;
}
