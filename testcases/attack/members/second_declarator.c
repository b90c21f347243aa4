// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the second of the two declarators is an mm as well, and its map_count is read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct skua {
	struct mm_struct *first, *behind;
	unsigned long addr;
};

int skua_grab(struct skua *s, struct page **page)
{
	int ret;

	mmap_read_lock(s->behind);
	ret = get_user_pages_remote(s->behind, s->addr, 1, 0, page, NULL);
	if (ret == 1 && s->behind->map_count > 1000)
		ret = -EMFILE;
	mmap_read_unlock(s->behind);
	return ret;
}
