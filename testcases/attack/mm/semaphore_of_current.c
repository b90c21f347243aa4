// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the local points to the lock of current->mm
 * MISSED-OK: the lock by its address in a variable
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rwsem.h>

int buddleia_pin(unsigned long addr, struct page **page)
{
	struct rw_semaphore *sem = &current->mm->mmap_lock;
	int ret;

	down_read(sem);
	ret = pin_user_pages(addr, 1, 0, page);
	up_read(sem);
	return ret;
}
