// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a typedef of an unsigned long
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

typedef unsigned long fieldfare_count;

long fieldfare_nr_by_typedef(unsigned long start, fieldfare_count nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
