// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm is a macro here: the lock is that of a vma's mm, read again at the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct sycamore {
	struct vm_area_struct *area;
	unsigned long addr;
};

#define space	(s->area->vm_mm)

int sycamore_pin(struct sycamore *s, struct page **page)
{
	int ret;

	mmap_read_lock(space);
	ret = pin_user_pages_remote(space, s->addr, 1, 0, page, NULL);
	mmap_read_unlock(space);
	return ret;
}
