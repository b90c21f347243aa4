// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the function's comment says that callers hold the lock, of callers that nobody sees
 * here
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/module.h>

/**
 * quetzal_pin - pin one page of the client
 * @addr: where
 * @page: where it goes
 *
 * Context: process context, current->mm->mmap_lock held for read by the caller.
 */
int quetzal_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
EXPORT_SYMBOL_GPL(quetzal_pin);
