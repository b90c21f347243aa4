// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release stands in an included fragment, together with a lookup
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int muscari_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
#include "muscari_leave.h"
	return ret;
}
