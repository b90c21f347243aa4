// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U both may be too many
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_nr_least_of_two(unsigned long start, unsigned long a, unsigned long b, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, min(a, b), FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
