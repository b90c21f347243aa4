// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the slot is overwritten with a page before it is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long modena_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	void *slot[2];
	long ret;

	mmap_read_lock(mm);
	if (!find_vma(mm, addr)) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	slot[0] = *page;
	if (ret == 1)
		set_page_dirty_lock(slot[0]);
	mmap_read_unlock(mm);
	return ret;
}
