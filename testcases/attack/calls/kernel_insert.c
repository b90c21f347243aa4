// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N vm_insert_page() changes the page tables of a vma, whose mm must be locked
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct godwit {
	struct vm_area_struct *window;
	unsigned long addr;
};

int godwit_mirror(struct godwit *g)
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(g->addr, 1, 0, &page);
	if (ret == 1)
		ret = vm_insert_page(g->window, g->window->vm_start, page);
	mmap_read_unlock(current->mm);
	return ret;
}
