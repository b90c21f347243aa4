// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop locks one mm after the other, and the call goes to the first of them only
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int spruce_pin(struct mm_struct **mms, int n, unsigned long addr, struct page **page)
{
	int i, ret = 0;

	for (i = 0; i < n; i++) {
		mmap_read_lock(mms[i]);
		ret = pin_user_pages_remote(mms[0], addr, 1, 0, page, NULL);
		mmap_read_unlock(mms[i]);
		if (ret != 1)
			break;
	}
	return ret;
}
