// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U kthread_use_mm() makes the client's mm that of current, before and until after the
 * bracket
 * MISSED-OK: the one alias that a call makes
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kthread.h>

struct aspen {
	struct mm_struct *mm;
	unsigned long addr;
};

int aspen_pin(struct aspen *a, struct page **page)
{
	int ret;

	kthread_use_mm(a->mm);
	mmap_read_lock(current->mm);
	ret = pin_user_pages(a->addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	kthread_unuse_mm(a->mm);
	return ret;
}
