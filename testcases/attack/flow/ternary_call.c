// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the call stands in an arm of a conditional
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long peine_pin(unsigned long addr, bool write, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = write ? pin_user_pages(addr, 1, FOLL_WRITE, page) : -EPERM;
	mmap_read_unlock(current->mm);
	return ret;
}
