// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the kernel's own unpin_user_page() needs no lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int pipit_run(unsigned long addr)
{
	struct page *page;
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, &page);
	if (ret == 1)
		unpin_user_page(page);
	mmap_read_unlock(current->mm);
	return ret;
}

int pipit_ioctl(unsigned long addr)
{
	return pipit_run(addr);
}
