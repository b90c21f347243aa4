// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one round leaves by continue with the lock held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long terni_pin(unsigned long addr, int nr, struct page **pages)
{
	long ret = 0;
	int i;

	for (i = 0; i < nr; i++) {
		mmap_read_lock(current->mm);
		ret = pin_user_pages(addr + i * PAGE_SIZE, 1, FOLL_WRITE, pages + i);
		if (ret < 0)
			continue;
		mmap_read_unlock(current->mm);
	}
	return ret;
}
