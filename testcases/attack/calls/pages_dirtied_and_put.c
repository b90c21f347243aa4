// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the pages that came are marked dirty and put in a loop under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long savona_pin(unsigned long addr, long nr, struct page **pages)
{
	long got, i;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, nr, FOLL_WRITE, pages);
	for (i = 0; i < got; i++) {
		set_page_dirty_lock(pages[i]);
		unpin_user_page(pages[i]);
	}
	mmap_read_unlock(current->mm);
	return got;
}
