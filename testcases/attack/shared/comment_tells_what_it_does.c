// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the comment above the function says what it does with the lock, no more
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct sandpiper {
	unsigned long base;
};
/* Pin one page; takes the mmap lock for that. */
long sandpiper_pin(struct sandpiper *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
