// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L MAPLE_HELD() names a variable of the file, also called locked
 * NOT-IN-DIFF: int locked = 1
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static atomic_t locked;

#define MAPLE_HELD()	atomic_read(&locked)

int maple_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return MAPLE_HELD() ? -EBUSY : ret;
}
