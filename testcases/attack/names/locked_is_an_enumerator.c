// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L locked is an enumerator of this file: the new variable needs another name
 * NOT-IN-DIFF: int locked = 1
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

enum fig_state { unlocked, locked };

struct fig {
	enum fig_state state;
	unsigned long addr;
};

int fig_pin(struct fig *f, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, f->addr, 1, 0, page, NULL);
	if (ret == 1 && f->state == locked)
		ret = 0;
	mmap_read_unlock(mm);
	return ret;
}
