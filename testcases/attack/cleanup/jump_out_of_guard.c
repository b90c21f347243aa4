// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the jump leaves the guard's scope, but the call is made inside of it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/mutex.h>
#include <linux/cleanup.h>

struct obsidian {
	struct mutex lock;
	unsigned long addr;
};

int obsidian_pin(struct obsidian *o, struct mm_struct *mm, struct page **page)
{
	int ret = -EINVAL;

	mmap_read_lock(mm);
	if (o->addr) {
		guard(mutex)(&o->lock);
		ret = pin_user_pages_remote(mm, o->addr, 1, 0, page, NULL);
		if (ret < 0)
			goto out;
		ret = 0;
	}
out:
	mmap_read_unlock(mm);
	return ret;
}
