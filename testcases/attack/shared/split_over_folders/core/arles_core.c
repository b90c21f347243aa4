// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler stands in a sibling folder, the struct in the parent's header
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "../arles.h"

long arles_pin(struct arles *a, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(a->user_base, a->count, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
