// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a caller in another file passes FOLL_NOWAIT
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "tulipa.h"

int tulipa_pin(unsigned long addr, unsigned int flags, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, flags, page);
	mmap_read_unlock(current->mm);
	return ret;
}
