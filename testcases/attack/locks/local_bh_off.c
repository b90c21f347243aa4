// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N bottom halves are off at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/interrupt.h>

long bologna_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	local_bh_disable();
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	local_bh_enable();
	mmap_read_unlock(current->mm);
	return ret;
}
