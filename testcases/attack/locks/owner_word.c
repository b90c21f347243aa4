// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the thread that finds ->owner empty under the mmap lock owns the device until it
 * clears it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct yak {
	struct task_struct *owner;
	unsigned long addr;
};

int yak_pin(struct yak *y, struct page **page)
{
	int ret = -EBUSY;

	mmap_read_lock(current->mm);
	if (!cmpxchg(&y->owner, NULL, current)) {
		ret = pin_user_pages(y->addr, 1, 0, page);
		WRITE_ONCE(y->owner, NULL);
	}
	mmap_read_unlock(current->mm);
	return ret;
}
