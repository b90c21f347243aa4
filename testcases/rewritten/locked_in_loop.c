/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The bracket is inside the loop: locked must be 1 again in each round.
 *
 * signature: flags
 * lock: mmap_lock
 * site: read_all locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

int read_all(struct mm_struct *mm, unsigned long addr, unsigned long nr,
	     struct page **pages)
{
	unsigned long i;
	long ret;

	for (i = 0; i < nr; i++) {
		mmap_read_lock(mm);
		ret = get_user_pages_remote(mm, addr, 1, 0, pages + i, NULL);
		mmap_read_unlock(mm);
		if (ret != 1)
			return -EFAULT;
		addr += PAGE_SIZE;
	}

	return 0;
}
