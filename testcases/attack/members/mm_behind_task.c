// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the rss of another task's mm is read under its lock after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long padova_pin(struct task_struct *task, unsigned long addr, struct page **page)
{
	struct mm_struct *mm = task->mm;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	if (task->mm->locked_vm > 4)
		ret = -ENOMEM;
	mmap_read_unlock(mm);
	return ret;
}
