// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the only caller asserts that its own callers hold the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/module.h>

static int grackle_one(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int grackle_pin(unsigned long addr, struct page **page)
{
	mmap_assert_locked(current->mm);
	return grackle_one(addr, page);
}
EXPORT_SYMBOL_GPL(grackle_pin);
