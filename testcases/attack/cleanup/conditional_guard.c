// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N scoped_cond_guard() goes on with the mutex held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct ruby {
	struct mutex lock;
	unsigned long addr;
};

int ruby_pin(struct ruby *r, struct mm_struct *mm, struct page **page)
{
	int ret = -EBUSY;

	mmap_read_lock(mm);
	scoped_cond_guard(mutex_try, goto out, &r->lock)
		ret = pin_user_pages_remote(mm, r->addr, 1, 0, page, NULL);
out:
	mmap_read_unlock(mm);
	return ret;
}
