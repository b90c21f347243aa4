// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment above the function says what the lock is for
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct killdeer {
	unsigned long base;
};
/*
 * The mmap lock serialises this against a concurrent remap, which moves ->base.
 */
long killdeer_pin(struct killdeer *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
