// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U pages are got until all are there, the lock taken anew for each round
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long oldenburg_pin(unsigned long addr, long nr, struct page **pages)
{
	long got, pinned = 0;

	do {
		mmap_read_lock(current->mm);
		got = pin_user_pages(addr + (pinned << PAGE_SHIFT), nr - pinned, FOLL_WRITE,
					 pages + pinned);
		mmap_read_unlock(current->mm);
		if (got < 0)
			goto out;
		pinned += got;
	} while (pinned < nr);
	return 0;
out:
	unpin_user_pages(pages, pinned);
	return got;
}
