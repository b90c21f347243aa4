// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L locked is a label here, in a name space of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int poplar_pin(struct mm_struct *mm, unsigned long addr, bool raw, struct page **page)
{
	int ret = -EINVAL;

	if (raw)
		goto locked;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
locked:
	return ret;
}
