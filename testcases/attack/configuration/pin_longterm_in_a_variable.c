// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the pin form of this tree takes FOLL_LONGTERM as well
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int zephyranthes_pin(unsigned long addr, struct page **page)
{
	unsigned int how = FOLL_WRITE;
	int ret;

#ifdef CONFIG_ZEPHYRANTHES_DAX
	how |= FOLL_LONGTERM;
#endif
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, how, page);
	mmap_read_unlock(current->mm);
	return ret;
}
