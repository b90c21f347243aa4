// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the thread gives the mm back under the lock: after it, current->mm is NULL
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kthread.h>

int forsythia_pin(struct mm_struct *client, unsigned long addr, struct page **page)
{
	struct mm_struct *mm;
	int ret;

	kthread_use_mm(client);
	mm = current->mm;
	mmap_read_lock(mm);
	kthread_unuse_mm(client);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
