// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N kthread_use_mm() stands between the lock and the call of current's pages
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kthread.h>
#include <linux/mmu_context.h>

long troyes_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	kthread_use_mm(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	kthread_unuse_mm(mm);
	mmap_read_unlock(mm);
	return ret;
}
