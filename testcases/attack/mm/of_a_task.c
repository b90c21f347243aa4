// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L get_task_mm() of another task, released by mmput() after the bracket
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

int cypress_pin(struct task_struct *task, unsigned long addr, struct page **page)
{
	struct mm_struct *mm = get_task_mm(task);
	int ret;

	if (!mm)
		return -ESRCH;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	mmput(mm);
	return ret;
}
