// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment above the struct speaks of all its members
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

/* A window. Everything in it is protected by the mmap_lock of its owner. */
struct lapwing {
	unsigned long len;
	unsigned long base;
};

long lapwing_pin(struct lapwing *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
