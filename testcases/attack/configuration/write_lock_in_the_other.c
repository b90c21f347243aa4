// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N where CONFIG_BEGONIA_GROW is set the same call runs under the lock for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int begonia_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

#ifdef CONFIG_BEGONIA_GROW
	mmap_write_lock(mm);
#else
	mmap_read_lock(mm);
#endif
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
#ifdef CONFIG_BEGONIA_GROW
	mmap_write_unlock(mm);
#else
	mmap_read_unlock(mm);
#endif
	return ret;
}
