// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U of an unsigned long by PAGE_SIZE
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_nr_is_quotient(unsigned long start, unsigned long len, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, len / PAGE_SIZE, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
