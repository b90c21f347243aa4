// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one path releases twice: a bug that no rewrite may paper over
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int oregano_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret < 0)
		mmap_read_unlock(mm);
	mmap_read_unlock(mm);
	return ret;
}
