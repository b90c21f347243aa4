// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N area_ref is a typedef of a pointer to a vma, whose end is read after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

typedef struct vm_area_struct *area_ref;

struct gannet {
	area_ref where;
	unsigned long addr;
};

int gannet_grab(struct gannet *g, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(g->addr, 1, FOLL_WRITE, page);
	if (ret == 1 && g->addr + PAGE_SIZE > g->where->vm_end)
		ret = -ERANGE;
	mmap_read_unlock(current->mm);
	return ret;
}
