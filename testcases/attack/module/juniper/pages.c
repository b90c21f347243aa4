// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N another file of the module calls this with the lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long juniper_pin(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
