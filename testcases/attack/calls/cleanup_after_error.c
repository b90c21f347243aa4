// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U on an error the pages are put under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct echidna {
	int n;
};

long echidna_grab(struct echidna *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	if (got < 4) {
		if (got > 0)
			unpin_user_pages(pages, got);
		got = -EFAULT;
	}
	mmap_read_unlock(current->mm);
	return got;
}
