// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N pinned_vm is compared with the limit and raised under the lock, as RDMA did
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long palermo_pin(unsigned long addr, long nr, struct page **pages)
{
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	unsigned long locked = nr + current->mm->locked_vm;
	long ret = -ENOMEM;

	mmap_read_lock(current->mm);
	locked = nr + current->mm->locked_vm;
	if (locked <= limit)
		ret = pin_user_pages(addr, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
