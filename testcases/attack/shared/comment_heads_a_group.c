// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment heads a group of members
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct monarch {
	int id;

	/* protected by mmap_lock */
	unsigned long len;
	unsigned long base;

	int other;
};

long monarch_pin(struct monarch *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
