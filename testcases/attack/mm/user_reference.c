// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L mmget_not_zero() keeps the mm alive until after the bracket; the lookup comes before
 * the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>

int ebony_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -ESRCH;

	if (!mmget_not_zero(mm))
		return ret;
	mmap_read_lock(mm);
	if (find_vma(mm, addr))
		ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	mmput(mm);
	return ret;
}
