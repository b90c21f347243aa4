// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N sb_start_write() is held at the call: the freezer waits for it, faults wait for the
 * freezer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int bison_pin(struct super_block *sb, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	sb_start_write(sb);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	sb_end_write(sb);
	mmap_read_unlock(mm);
	return ret;
}
