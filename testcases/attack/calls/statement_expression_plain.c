// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a statement expression that computes from its own numbers
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int turnstone_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	ret = ({
		int off = addr & ~PAGE_MASK;

		off ? -EINVAL : ret;
	});
	mmap_read_unlock(current->mm);
	return ret;
}
