// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the page is locked only after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/pagemap.h>

int peccary_grab(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	if (ret == 1) {
		lock_page(*page);
		set_page_dirty(*page);
		unlock_page(*page);
	}
	return ret;
}
