// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the header that -I leads to gives the name to a function of the module that needs
 * the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <anise/mm_shim.h>

long anise_pin(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
