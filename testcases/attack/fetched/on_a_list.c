// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the hit on the stack, with its vma, goes onto a list that is walked after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/list.h>

struct limpkin_hit {
	struct list_head link;
	const struct vm_area_struct *area;
};

int limpkin_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct limpkin_hit hit, *h;
	LIST_HEAD(hits);
	int ret = -EFAULT;

	mmap_read_lock(mm);
	hit.area = vma_lookup(mm, addr);
	if (hit.area) {
		list_add(&hit.link, &hits);
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	}
	list_for_each_entry(h, &hits, link)
		if (h->area->vm_start > addr)
			ret = -EFAULT;
	mmap_read_unlock(mm);
	return ret;
}
