// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the array is the function's own; kfree() at its end needs no lock
 * MISSED-OK: spatch before 1.3.1 does not parse __free()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/cleanup.h>

int jade_check(unsigned long addr)
{
	struct page **pages __free(kfree) = kcalloc(4, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 4, 0, pages);
	mmap_read_unlock(current->mm);
	if (ret > 0)
		unpin_user_pages(pages, ret);
	return ret;
}
