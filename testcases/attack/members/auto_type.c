// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N typeof() gives the local its type, that of the member: a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct guillemot {
	struct vm_area_struct *where;
	unsigned long addr;
};

int guillemot_grab(struct guillemot *g, struct page **page)
{
	typeof(g->where) w = g->where;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(g->addr, 1, 0, page);
	if (ret == 1 && w->vm_start > g->addr)
		ret = -EFAULT;
	mmap_read_unlock(current->mm);
	return ret;
}
