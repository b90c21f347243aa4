// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the scatter list is made under the lock, which has nothing to do with it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/scatterlist.h>

int vendome_pin(struct sg_table *sgt, unsigned long addr, long nr, struct page **pages)
{
	long got;
	int ret;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, nr, FOLL_WRITE, pages);
	if (got != nr) {
		if (got > 0)
			unpin_user_pages(pages, got);
		ret = got < 0 ? got : -EFAULT;
		goto out;
	}
	ret = sg_alloc_table_from_pages(sgt, pages, nr, 0, nr << PAGE_SHIFT, GFP_KERNEL);
	if (ret)
		unpin_user_pages(pages, nr);
out:
	mmap_read_unlock(current->mm);
	return ret;
}
