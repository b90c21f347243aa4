// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the branch only prints
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int azalea_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
#ifdef CONFIG_AZALEA_DEBUG
	pr_info("azalea: %d at %lx\n", ret, addr);
#endif
	mmap_read_unlock(current->mm);
	return ret;
}
