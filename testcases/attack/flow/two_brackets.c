// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L the first bracket is the lookup's own, the second the call's
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long topi_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	bool mapped;
	long got;

	mmap_read_lock(mm);
	mapped = vma_lookup(mm, addr) != NULL;
	mmap_read_unlock(mm);
	if (!mapped)
		return -EFAULT;
	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
