// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N container_of() leads from a link of the list to the vma around it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/list.h>
#include <linux/rmap.h>

struct stingray {
	struct list_head *link;
	unsigned long addr;
};

int stingray_pin(struct stingray *s, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->addr, 1, 0, page);
	if (ret == 1 && list_entry(s->link, struct vm_area_struct, anon_vma_chain)->vm_start)
		ret = 2;
	mmap_read_unlock(current->mm);
	return ret;
}
