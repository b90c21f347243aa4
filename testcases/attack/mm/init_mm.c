// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock of the kernel's own mm is not that of the faulted one
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

long moers_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(&init_mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(&init_mm);
	return ret;
}
