// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a local of a function type's pointer is called after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

typedef void rovigo_fn(struct page *page);

long rovigo_pin(unsigned long addr, struct page **page, rovigo_fn *done)
{
	rovigo_fn *fn = done;
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	fn(*page);
	mmap_read_unlock(current->mm);
	return ret;
}
