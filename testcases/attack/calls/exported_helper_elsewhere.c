// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the exported helper of the other file asks whether the lock is held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int yerres_settle(struct page *page);

long yerres_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1)
		ret = yerres_settle(*page);
	mmap_read_unlock(current->mm);
	return ret;
}
