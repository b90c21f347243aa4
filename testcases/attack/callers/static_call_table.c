// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller runs a static_call() of it under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/static_call.h>

static long cuneo_grab(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

DEFINE_STATIC_CALL(cuneo_call, cuneo_grab);

long cuneo_run(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = static_call(cuneo_call)(addr, page);
	mmap_read_unlock(current->mm);
	return ret;
}
