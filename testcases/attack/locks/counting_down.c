// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the completion is a lock in all but name: one owner at a time waits for it, and
 * completes it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/completion.h>

struct okapi {
	struct completion idle;
	unsigned long addr;
};

int okapi_grab(struct okapi *o, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	wait_for_completion(&o->idle);
	ret = get_user_pages_remote(mm, o->addr, 1, 0, page, NULL);
	complete(&o->idle);
	mmap_read_unlock(mm);
	return ret;
}
