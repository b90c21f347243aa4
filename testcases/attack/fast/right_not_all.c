// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F with an unsigned long too
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_right_not_all(unsigned long start, unsigned long wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	if (get_user_pages(start, 2, FOLL_WRITE, pages) != wanted)
		ret = 1;
	mmap_read_unlock(current->mm);
	return ret;
}
