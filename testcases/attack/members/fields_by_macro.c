// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a macro of the header declares the members, one of them an mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "razorbill.h"

struct razorbill {
	RAZORBILL_OWNER;
	unsigned long addr;
};

int razorbill_grab(struct razorbill *r, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(r->addr, 1, 0, page);
	if (ret == 1 && r->space->stack_vm > 100)
		ret = -E2BIG;
	mmap_read_unlock(current->mm);
	return ret;
}
