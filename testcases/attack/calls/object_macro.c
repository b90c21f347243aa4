// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an object-like macro without arguments calls a helper on the local mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int dunlin_maps(struct mm_struct *mm)
{
	return mm->map_count;
}

#define DUNLIN_CROWDED	(dunlin_maps(mm) > 4096)

int dunlin_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1 && DUNLIN_CROWDED)
		ret = -EMFILE;
	mmap_read_unlock(mm);
	return ret;
}
