// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N #pragma weak: the body here gives way to the strong one of another file
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#pragma weak treecreeper_hook
int treecreeper_hook(unsigned long addr);

int treecreeper_hook(unsigned long addr)
{
	return 0;
}

int treecreeper_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1)
		ret -= treecreeper_hook(addr);
	mmap_read_unlock(current->mm);
	return ret;
}
