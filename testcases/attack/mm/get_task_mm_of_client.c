// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the client's mm is got, locked, faulted, released and put
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

long tours_pin(struct task_struct *task, unsigned long addr, struct page **page)
{
	struct mm_struct *mm = get_task_mm(task);
	long ret = -ESRCH;

	if (!mm)
		return ret;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	mmap_read_unlock(mm);
	mmput(mm);
	return ret;
}
