// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N DEFINE_LOCK_GUARD_0() makes a guard of two functions of the driver, one of which
 * takes a mutex
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

static DEFINE_MUTEX(lapis_mutex);

static inline void lapis_enter(void)
{
	mutex_lock(&lapis_mutex);
}

static inline void lapis_leave(void)
{
	mutex_unlock(&lapis_mutex);
}

DEFINE_LOCK_GUARD_0(lapis, lapis_enter(), lapis_leave())

int lapis_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	do {
		guard(lapis)();
		ret = pin_user_pages(addr, 1, 0, page);
	} while (0);
	mmap_read_unlock(current->mm);
	return ret;
}
