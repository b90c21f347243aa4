// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the operand of sizeof is never evaluated
 * MISSED-OK: it may as well be taken for a lookup
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int ovenbird_pin(unsigned long addr, struct page **page, size_t *size)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	*size = sizeof(*find_vma(current->mm, addr));
	mmap_read_unlock(current->mm);
	return ret;
}
