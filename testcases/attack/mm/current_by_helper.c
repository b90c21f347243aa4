// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the mm comes from a helper that returns current->mm
 * MISSED-OK: what a helper returns is not asked whether it is current->mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static struct mm_struct *pavia_mm(void)
{
	return current->mm;
}

long pavia_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = pavia_mm();
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(mm);
	return ret;
}
