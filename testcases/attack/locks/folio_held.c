// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the first page is locked across the second call; a fault that waits for it would
 * hold up the lock's writer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pagemap.h>

int eland_pair(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	lock_page(pages[0]);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages + 1, NULL);
	unlock_page(pages[0]);
	mmap_read_unlock(mm);
	return ret;
}
