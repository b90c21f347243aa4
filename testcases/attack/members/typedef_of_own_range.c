// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U range_ref is a typedef of a pointer to a struct of the driver, with the same member
 * names
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct booby_range {
	unsigned long vm_start;
	unsigned long vm_end;
};

typedef struct booby_range *range_ref;

struct booby {
	range_ref where;
	unsigned long addr;
};

int booby_grab(struct booby *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(b->addr, 1, FOLL_WRITE, page);
	if (ret == 1 && b->addr + PAGE_SIZE > b->where->vm_end)
		ret = -ERANGE;
	mmap_read_unlock(current->mm);
	return ret;
}
