// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U of the two definitions of tansy_note() each prints only
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#ifdef CONFIG_TANSY
static void tansy_note(int n)
{
	pr_info("tansy: %d\n", n);
}
#else
static void tansy_note(int n)
{
	pr_debug("%d\n", n);
}
#endif

int tansy_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	tansy_note(ret);
	mmap_read_unlock(current->mm);
	return ret;
}
