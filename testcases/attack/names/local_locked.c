// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the function has a parameter named locked
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long udine_pin(struct mm_struct *mm, unsigned long addr, struct page **page, bool *locked)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	*locked = ret == 1;
	return ret;
}
