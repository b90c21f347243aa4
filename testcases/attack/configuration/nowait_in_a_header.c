// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N with CONFIG_FREESIA_NOWAIT the header's flags contain FOLL_NOWAIT
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "freesia.h"

int freesia_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, FREESIA_FLAGS, page);
	mmap_read_unlock(current->mm);
	return ret;
}
