// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a reference to the mm is taken under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

struct parma {
	struct mm_struct *mm;
};

long parma_pin(struct parma *p, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1)
		mmgrab(current->mm);
	mmap_read_unlock(current->mm);
	return ret;
}
