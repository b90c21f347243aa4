// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->area_of() is a pointer to a function that returns a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct potto {
	struct vm_area_struct *(*area_of)(struct potto *p);
	unsigned long addr;
};

int potto_pin(struct potto *p, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(p->addr, 1, 0, page);
	if (ret == 1 && p->area_of(p)->vm_end < p->addr)
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
