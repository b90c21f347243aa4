// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a typedef hides that the member is an mm whose fields are read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

typedef struct mm_struct worms_space_t;

struct worms {
	worms_space_t *space;
};

long worms_pin(struct worms *w, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1 && w->space->total_vm > 100)
		ret = -ENOMEM;
	mmap_read_unlock(current->mm);
	return ret;
}
