// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the guard's scope begins and ends between the call and the release
 * MISSED-OK: spatch before 1.3.1 does not parse scoped_guard()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct emerald {
	struct mutex lock;
	unsigned long addr;
	int got;
};

int emerald_pin(struct emerald *e, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, e->addr, 1, 0, page, NULL);
	scoped_guard(mutex, &e->lock)
		e->got += ret;
	mmap_read_unlock(mm);
	return ret;
}
