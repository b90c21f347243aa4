// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->rmap is the anon_vma of a vma, kept by the vma alone
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rmap.h>

struct grouper {
	struct anon_vma *rmap;
	unsigned long addr;
};

int grouper_pin(struct grouper *g, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(g->addr, 1, 0, page);
	if (ret == 1 && g->rmap->root != g->rmap)
		ret = 2;
	mmap_read_unlock(current->mm);
	return ret;
}
