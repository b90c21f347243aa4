// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L whether there is a vma is all that is kept of it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long markhor_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	bool mapped;

	mmap_read_lock(mm);
	mapped = vma_lookup(mm, addr) != NULL;
	if (!mapped) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	if (got < 0 && mapped)
		return -EAGAIN;
	return got;
}
