// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N between lock and call the thread adopts another mm: the call's mm is not the one
 * that is locked
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kthread.h>

struct birch {
	struct mm_struct *mm;
	unsigned long addr;
};

int birch_pin(struct birch *b, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	kthread_use_mm(b->mm);
	ret = pin_user_pages(b->addr, 1, 0, page);
	kthread_unuse_mm(b->mm);
	mmap_read_unlock(mm);
	return ret;
}
