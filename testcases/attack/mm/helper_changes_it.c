// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N catalpa_next() sets ->mm, which the release then reads
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct catalpa {
	struct mm_struct *mm, *spare;
	unsigned long addr;
};

static void catalpa_next(struct catalpa *c)
{
	c->mm = c->spare;
}

int catalpa_pin(struct catalpa *c, struct page **page)
{
	int ret;

	mmap_read_lock(c->mm);
	ret = pin_user_pages_remote(c->mm, c->addr, 1, 0, page, NULL);
	if (ret < 0)
		catalpa_next(c);
	mmap_read_unlock(c->mm);
	return ret;
}
