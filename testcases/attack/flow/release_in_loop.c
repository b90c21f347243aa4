// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock is released and taken again every few pages, inside of the loop
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched.h>

long trapani_pin(unsigned long addr, int nr, struct page **pages)
{
	long ret = 0;
	int i;

	mmap_read_lock(current->mm);
	for (i = 0; i < nr; i++) {
		if (need_resched()) {
			mmap_read_unlock(current->mm);
			cond_resched();
			mmap_read_lock(current->mm);
		}
		ret = pin_user_pages(addr + i * PAGE_SIZE, 1, FOLL_WRITE, pages + i);
		if (ret != 1)
			break;
	}
	mmap_read_unlock(current->mm);
	return ret;
}
