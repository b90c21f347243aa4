// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N -include brings a shim of the name into every file of this module
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long peony_grab(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 8, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
