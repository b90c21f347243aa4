// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a header that only -I finds gives the call another meaning
 * MAKE: ccflags-y += -I$(srctree)/drivers/shims
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#include "bramble/pages.h"

long bramble_count;

long bramble_grab(unsigned long addr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 8, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
