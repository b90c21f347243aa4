// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop comes round again under the same lock, which the call may have dropped
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long bontebok_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long got;
	int n = 0;

	mmap_read_lock(mm);
	for (;;) {
		if (!vma_lookup(mm, addr + n * PAGE_SIZE)) {
			got = -EFAULT;
			break;
		}
		got = get_user_pages_remote(mm, addr + n * PAGE_SIZE, 1, 0, pages + n, NULL);
		if (got != 1 || ++n == 4)
			break;
	}
	mmap_read_unlock(mm);
	return got;
}
