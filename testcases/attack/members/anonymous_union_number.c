// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U of the same union only the number is read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct petrel {
	struct {
		int kind;
		union {
			struct vm_area_struct *area;
			unsigned long handle;
		};
	};
	unsigned long addr;
};

int petrel_grab(struct petrel *p, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(p->addr, 1, FOLL_WRITE, page);
	if (ret == 1 && p->kind == 2 && p->handle > 7)
		ret = -EBUSY;
	mmap_read_unlock(current->mm);
	return ret;
}
