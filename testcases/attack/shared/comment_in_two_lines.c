// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment is two lines, each a comment of its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct nightingale {
	// moved by ->mremap(), which has the mmap
	// lock for write
	unsigned long base;
};

long nightingale_pin(struct nightingale *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
