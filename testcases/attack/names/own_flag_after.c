// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the page is locked after the release; the function's own locked is 0 at the call,
 * and is another variable than the new one
 * NOT-IN-DIFF: page, &locked
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/pagemap.h>

int deutzia_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int locked = 0;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	if (ret == 1)
		locked = trylock_page(*page);
	if (locked)
		unlock_page(*page);
	return ret;
}
