// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L spaces before parentheses, several statements a line
 * MISSED-OK: the release shares its line with other statements
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int tarragon_pin (struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock (mm); if (!vma_lookup (mm, addr)) { mmap_read_unlock (mm); return -EFAULT; }
	ret = pin_user_pages_remote (mm, addr, 1, 0, page, NULL); mmap_read_unlock (mm);
	return ret;
}
