// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the lock, the call and the release name the same member, which nothing in between
 * writes
 * MISSED-OK: what a helper of the driver leaves alone has to be known
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct tupelo {
	struct mm_struct *mm, *spare;
	unsigned long addr;
	int errors;
};

static void tupelo_note(struct tupelo *t)
{
	t->errors++;
}

int tupelo_pin(struct tupelo *t, struct page **page)
{
	int ret;

	mmap_read_lock(t->mm);
	ret = pin_user_pages_remote(t->mm, t->addr, 1, 0, page, NULL);
	if (ret < 0)
		tupelo_note(t);
	mmap_read_unlock(t->mm);
	return ret;
}
