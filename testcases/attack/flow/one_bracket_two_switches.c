// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the result is sorted out after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int woodruff_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	switch (ret) {
	case 1:
		return 0;
	case 0:
		return -EAGAIN;
	default:
		return ret;
	}
}
