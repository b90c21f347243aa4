// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the page is locked before the mmap lock goes, so that truncation cannot come in
 * between
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/pagemap.h>

int tapir_grab(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, FOLL_WRITE, page);
	if (ret == 1)
		lock_page(*page);
	mmap_read_unlock(current->mm);
	if (ret == 1) {
		set_page_dirty(*page);
		unlock_page(*page);
	}
	return ret;
}
