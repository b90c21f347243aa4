// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U an unsigned long may not fit the int
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_nr_is_long(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
