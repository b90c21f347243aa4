// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N active_mm of a kernel thread is borrowed from another task: it is not current->mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int larch_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->active_mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
