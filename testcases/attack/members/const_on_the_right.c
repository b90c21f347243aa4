// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N const stands behind the type's name, and it is a vma all the same
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct barracuda {
	struct vm_area_struct const *const where;
	unsigned long addr;
};

int barracuda_pin(struct barracuda *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(b->addr, 1, 0, page);
	if (ret == 1 && b->where->vm_start != b->addr)
		ret = -EINVAL;
	mmap_read_unlock(current->mm);
	return ret;
}
