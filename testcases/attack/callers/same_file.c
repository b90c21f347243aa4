// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N lark_all() holds the lock around the loop: lark_one() takes it a second time, and
 * its variant would drop only one of the two
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct lark {
	unsigned long addr[8];
	struct page *page[8];
};

static int lark_one(struct lark *l, int i)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(l->addr[i], 1, 0, &l->page[i]);
	mmap_read_unlock(current->mm);
	return ret;
}

int lark_all(struct lark *l)
{
	int i, ret = 0;

	mmap_read_lock(current->mm);
	for (i = 0; i < 8 && ret >= 0; i++)
		ret = lark_one(l, i);
	mmap_read_unlock(current->mm);
	return ret;
}
