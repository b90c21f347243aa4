// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N gerenuk_begin(), in another file, returns with the device lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include "gerenuk.h"

int gerenuk_grab(struct gerenuk *g, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	gerenuk_begin(g);
	ret = get_user_pages_remote(mm, g->addr, 1, 0, page, NULL);
	gerenuk_end(g);
	mmap_read_unlock(mm);
	return ret;
}
