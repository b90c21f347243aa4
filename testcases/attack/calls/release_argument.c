// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the argument of the release is a helper's, which finds the mm through a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct gnatcatcher {
	struct vm_area_struct *area;
	unsigned long addr;
};

static struct mm_struct *gnatcatcher_mm(struct gnatcatcher *g)
{
	return g->area->vm_mm;
}

int gnatcatcher_pin(struct gnatcatcher *g, struct page **page)
{
	int ret;

	mmap_read_lock(gnatcatcher_mm(g));
	ret = get_user_pages_remote(gnatcatcher_mm(g), g->addr, 1, 0, page, NULL);
	mmap_read_unlock(gnatcatcher_mm(g));
	return ret;
}
