// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment in the bracket says what the lock is for
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct becard {
	unsigned long addr;
	unsigned long seen;
};

int becard_pin(struct becard *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(b->addr, 1, 0, page);
	/*
	 * The unmap notifier resets this word; as it runs with mmap_lock held for writing,
	 * we cannot lose the update.
	 */
	b->seen++;
	mmap_read_unlock(current->mm);
	return ret;
}
