// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/export.h>

int yerres_settle(struct page *page)
{
	if (!rwsem_is_locked(&current->mm->mmap_lock))
		return -EPERM;
	return 0;
}
EXPORT_SYMBOL_GPL(yerres_settle);
