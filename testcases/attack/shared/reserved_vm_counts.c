// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm->total_vm is compared with the limit before the call, both under the lock
 */
#include <linux/sched.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/signal.h>

int macaw_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = mm->total_vm << PAGE_SHIFT > rlimit(RLIMIT_AS) ? -ENOMEM :
		get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
