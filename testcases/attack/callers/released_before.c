// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the caller looks something up under the lock, and releases it before it calls
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct skylark {
	unsigned long addr[8];
	struct page *page[8];
};

static int skylark_one(struct skylark *s, int i)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->addr[i], 1, 0, &s->page[i]);
	mmap_read_unlock(current->mm);
	return ret;
}

int skylark_all(struct skylark *s)
{
	int i, ret = 0;
	bool mapped;

	mmap_read_lock(current->mm);
	mapped = find_vma(current->mm, s->addr[0]);
	mmap_read_unlock(current->mm);
	for (i = 0; mapped && i < 8 && ret >= 0; i++)
		ret = skylark_one(s, i);
	return ret;
}
