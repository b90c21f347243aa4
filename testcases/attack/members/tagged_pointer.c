// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the low bit of ->tagged is a flag, the rest the address of a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct auklet {
	unsigned long tagged;
	unsigned long addr;
};

#define auklet_area(a)	((struct vm_area_struct *)((a)->tagged & ~1UL))

int auklet_grab(struct auklet *a, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(a->addr, 1, 0, page);
	if (ret == 1 && (a->tagged & 1) && auklet_area(a)->vm_pgoff == 0)
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
