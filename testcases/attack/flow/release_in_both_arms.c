// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L work before the call, the release in both arms of the result's test
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long orange_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	if (!vma_lookup(mm, addr)) {
		mmap_read_unlock(mm);
		return -ENOENT;
	}
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1) {
		mmap_read_unlock(mm);
		return 0;
	} else {
		mmap_read_unlock(mm);
		return ret < 0 ? ret : -EFAULT;
	}
}
