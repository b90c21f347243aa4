// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N LORIS_AREA is a macro for the type of a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define LORIS_AREA	struct vm_area_struct

struct loris {
	LORIS_AREA *where;
	unsigned long addr;
};

int loris_pin(struct loris *l, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(l->addr, 1, 0, page);
	if (ret == 1 && l->where->vm_pgoff > 5)
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
