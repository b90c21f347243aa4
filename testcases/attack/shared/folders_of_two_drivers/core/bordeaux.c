// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a sibling folder's mmap handler writes another struct's member of the same name
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "bordeaux.h"

int bordeaux_grab(struct bordeaux *b, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(b->start, b->nr, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
