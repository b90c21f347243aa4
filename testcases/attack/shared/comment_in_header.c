// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment beside ->live, in the header, names the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "wheatear.h"

int wheatear_grab(struct wheatear *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(w->addr, 1, 0, page);
	if (ret == 1 && !w->live) {
		put_page(*page);
		ret = -ESHUTDOWN;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
