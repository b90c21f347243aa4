// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the exported function is called by another folder's file with the lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/export.h>

long hasselt_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
EXPORT_SYMBOL_GPL(hasselt_pin);
