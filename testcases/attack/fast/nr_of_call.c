// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U roundup() and DIV_ROUND_UP() have the type of what they are given
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_nr_of_call(unsigned long start, unsigned long len, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, DIV_ROUND_UP(len, PAGE_SIZE), FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
