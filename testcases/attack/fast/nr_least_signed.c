// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a negative long stays the least of both
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_nr_least_signed(unsigned long start, long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, min_t(long, nr, 16), FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
