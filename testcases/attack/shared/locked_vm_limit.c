// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm->locked_vm is guarded by the mmap lock: check and call belong to one hold of it
 */
#include <linux/sched.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/signal.h>

int redstart_grab(unsigned long addr, unsigned long n, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	int ret = -ENOMEM;

	mmap_read_lock(mm);
	if (mm->locked_vm + n <= limit)
		ret = pin_user_pages(addr, n, FOLL_WRITE, pages);
	mmap_read_unlock(mm);
	return ret;
}
