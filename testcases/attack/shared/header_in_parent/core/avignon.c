// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler stands in the parent folder, beside the struct's header
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "../avignon.h"

int avignon_grab(struct avignon *a, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(a->start, a->nr, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
