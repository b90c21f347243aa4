// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the function calls itself for the next page while it holds the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int meadowlark_pin(struct mm_struct *mm, unsigned long addr, int n, struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	if (ret == 1 && n > 1)
		ret += meadowlark_pin(mm, addr + PAGE_SIZE, n - 1, pages + 1);
	mmap_read_unlock(mm);
	return ret;
}
