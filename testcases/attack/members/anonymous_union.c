// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the pointer to a vma is a member of an unnamed union in an unnamed struct
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct fulmar {
	struct {
		int kind;
		union {
			struct vm_area_struct *area;
			unsigned long handle;
		};
	};
	unsigned long addr;
};

int fulmar_grab(struct fulmar *f, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(f->addr, 1, FOLL_WRITE, page);
	if (ret == 1 && f->kind == 1 && f->area->vm_private_data)
		ret = -EBUSY;
	mmap_read_unlock(current->mm);
	return ret;
}
