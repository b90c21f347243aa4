// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L locked is a macro for a member, used in this function
 * NOT-IN-DIFF: int locked = 1
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct myrtle {
	struct { bool held; } state;
	unsigned long addr;
};

#define locked state.held

int myrtle_pin(struct myrtle *m, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, m->addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	m->locked = ret == 1;
	return ret;
}
