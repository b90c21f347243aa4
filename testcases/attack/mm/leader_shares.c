// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the parent's mm is another than that of current, unless the two happen to share it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int willow_pin(unsigned long addr, struct page **page)
{
	struct task_struct *task = current->real_parent;
	int ret;

	mmap_read_lock(task->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(task->mm);
	return ret;
}
