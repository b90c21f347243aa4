// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the mark is set once, before the call, and means nothing to others
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct reedbuck {
	int used;
};

long reedbuck_grab(struct reedbuck *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	WRITE_ONCE(d->used, 1);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
