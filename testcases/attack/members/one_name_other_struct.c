// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->area of the struct that is read is the number
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct bonefish_new {
	struct vm_area_struct *area;
};

struct bonefish {
	unsigned long area;
	unsigned long addr;
};

int bonefish_pin(struct bonefish *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(b->addr, 1, 0, page);
	if (ret == 1 && b->area > 16)
		ret = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
