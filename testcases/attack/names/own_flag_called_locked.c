// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N hand over hand: the page is locked before the release and unlocked after it, which
 * the function's own locked remembers
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pagemap.h>

int spiraea_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int locked = 0;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1) {
		lock_page(*page);
		locked = 1;
	}
	mmap_read_unlock(mm);
	if (locked)
		unlock_page(*page);
	return ret;
}
