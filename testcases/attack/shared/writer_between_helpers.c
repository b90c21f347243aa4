// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N two helpers of the driver take and give the lock for write, and the store stands
 * between their calls
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct langur {
	unsigned long base;
	struct mm_struct *mm;
};

static int langur_begin(struct langur *l)
{
	return mmap_write_lock_killable(l->mm);
}

static void langur_end(struct langur *l)
{
	mmap_write_unlock(l->mm);
}

int langur_move(struct langur *l, unsigned long base)
{
	int ret = langur_begin(l);

	if (ret)
		return ret;
	l->base = base;
	langur_end(l);
	return 0;
}

int langur_pin(struct langur *l, struct page **page, unsigned long *where)
{
	int ret;

	mmap_read_lock(l->mm);
	ret = pin_user_pages_remote(l->mm, l->base, 1, 0, page, NULL);
	*where = l->base;
	mmap_read_unlock(l->mm);
	return ret;
}
