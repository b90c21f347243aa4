// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the second call has too many pages, and both share the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_together(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	if (ret == 1)
		ret = get_user_pages(start + PAGE_SIZE, nr, FOLL_WRITE, pages + 1);
	mmap_read_unlock(current->mm);
	return ret;
}
