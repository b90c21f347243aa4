// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N treeshrew_fail() releases the lock, so that one way out of the function shows no
 * release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

static int treeshrew_fail(struct mm_struct *mm, int err)
{
	mmap_read_unlock(mm);
	return err ?: -EFAULT;
}

int treeshrew_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret != 1)
		return treeshrew_fail(mm, ret);
	mmap_read_unlock(mm);
	return 0;
}
