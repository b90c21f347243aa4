// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an mm at the end of a chain through a task: total_vm changes under its lock only
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct tern_client {
	struct task_struct *task;
};

struct tern {
	struct tern_client client;
	unsigned long addr;
};

int tern_grab(struct tern *t, struct page **page)
{
	struct mm_struct *mm = t->client.task->mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, t->addr, 1, 0, page, NULL);
	if (ret == 1 && t->client.task->mm->total_vm < 16)
		ret = -EINVAL;
	mmap_read_unlock(mm);
	return ret;
}
