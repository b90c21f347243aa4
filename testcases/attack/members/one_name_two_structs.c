// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->area is a number in the first struct and a vma in the second, which is the one
 * read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct tarpon_old {
	unsigned long area;
};

struct tarpon {
	struct vm_area_struct *area;
	struct tarpon_old *old;
	unsigned long addr;
};

int tarpon_pin(struct tarpon *t, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(t->addr, 1, 0, page);
	if (ret == 1 && t->old->area == 0 && t->area->vm_pgoff)
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
