// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the comment at the head of another group names the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct rosella {
	/* protected by mmap_lock */
	unsigned long moved;

	unsigned long base;
};

long rosella_pin(struct rosella *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
