// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U get_user() may fault under the lock with or without the bracket; it needs none
 * MISSED-OK: an early release before the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

struct kowari {
	int __user *flag;
	int seen;
};

long kowari_grab(struct kowari *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	if (get_user(d->seen, d->flag)) {
		mmap_read_unlock(current->mm);
		return -EFAULT;
	}
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
