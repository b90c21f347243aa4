// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L task->mm is read once, into a local
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long luebeck_pin(struct task_struct *task, unsigned long addr, struct page **page)
{
	struct mm_struct *mm = task->mm;
	long ret;

	if (!mm)
		return -EINVAL;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
