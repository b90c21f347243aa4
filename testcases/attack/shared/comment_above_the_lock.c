// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment above the lock says what it is for
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct jackdaw {
	unsigned long base;
};

long jackdaw_pin(struct jackdaw *s, struct page **page)
{
	long ret;

	/* mmap_lock protects ->base against a concurrent remap */
	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
