// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N in one configuration the bracket is that of the client's mm, and current's is not
 * locked
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct erica {
	struct mm_struct *mm;
	unsigned long addr;
};

int erica_pin(struct erica *e, struct page **page)
{
#ifdef CONFIG_ERICA_REMOTE
	struct mm_struct *mm = e->mm;
#else
	struct mm_struct *mm = current->mm;
#endif
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(e->addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
