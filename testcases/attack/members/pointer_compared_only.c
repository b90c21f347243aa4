// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the member that is an mm is compared with NULL, never followed
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct wrasse {
	struct mm_struct *space;
	unsigned long addr;
};

int wrasse_pin(struct wrasse *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(w->addr, 1, 0, page);
	if (ret == 1 && !w->space)
		ret = -ESRCH;
	mmap_read_unlock(current->mm);
	return ret;
}
