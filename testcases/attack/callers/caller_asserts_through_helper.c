// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller asserts the lock through a helper of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/lockdep.h>

static void evian_check(struct mm_struct *mm)
{
	lockdep_assert_held(&mm->mmap_lock);
}

static long evian_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

long evian_grow(unsigned long addr, struct page **page)
{
	evian_check(current->mm);
	return evian_pin(addr, page);
}
