// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N whinchat_clear() is called between mmap_write_lock() and its release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct whinchat {
	unsigned long addr;
	unsigned long *marks;
	unsigned int used;
};

static void whinchat_clear(struct whinchat *w)
{
	w->used = 0;
}

void whinchat_reset(struct whinchat *w, struct mm_struct *mm)
{
	mmap_write_lock(mm);
	whinchat_clear(w);
	mmap_write_unlock(mm);
}

int whinchat_grab(struct whinchat *w, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(w->addr, 1, FOLL_WRITE, page);
	if (ret == 1)
		w->marks[w->used & 63] = w->addr;
	mmap_read_unlock(current->mm);
	return ret;
}
