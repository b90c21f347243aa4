// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->slot points to a pointer to a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct mako {
	struct vm_area_struct **slot;
	unsigned long addr;
};

int mako_pin(struct mako *m, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->addr, 1, 0, page);
	if (ret == 1 && (**m->slot).vm_file)
		ret = -EINVAL;
	mmap_read_unlock(current->mm);
	return ret;
}
