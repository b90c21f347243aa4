// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock of a second mm is held at the call: once the first is dropped, taking it
 * again nests the two the other way round
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int duiker_copy(struct mm_struct *from, struct mm_struct *to, unsigned long addr,
		struct page **page)
{
	int ret;

	mmap_read_lock(from);
	down_read_nested(&to->mmap_lock, SINGLE_DEPTH_NESTING);
	ret = get_user_pages_remote(from, addr, 1, 0, page, NULL);
	up_read(&to->mmap_lock);
	mmap_read_unlock(from);
	return ret;
}
