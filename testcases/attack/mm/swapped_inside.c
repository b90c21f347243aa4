// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the two mms change places between lock and call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int poplars_pin(struct mm_struct *mm, struct mm_struct *other, unsigned long addr,
		struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	swap(mm, other);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	swap(mm, other);
	mmap_read_unlock(mm);
	return ret;
}
