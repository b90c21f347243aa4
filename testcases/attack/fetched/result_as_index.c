// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the result indexes the driver's own table after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct mouflon {
	int seen[8];
};

long mouflon_grab(struct mouflon *d, struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;

	mmap_read_lock(mm);
	if (!vma_lookup(mm, addr)) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	if (got > 0 && got < 8)
		d->seen[got]++;
	return got;
}
