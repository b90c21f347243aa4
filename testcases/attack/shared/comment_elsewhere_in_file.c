// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the comment speaks of another field of the struct
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct tityra {
	unsigned long addr;
	unsigned long seen;		/* own counter, one thread only */
	unsigned long window;		/* changed with mmap_lock held for write */
};

int tityra_pin(struct tityra *t, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(t->addr, 1, 0, page);
	t->seen++;
	mmap_read_unlock(current->mm);
	return ret;
}
