// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the value of the choice would be unsigned
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_result_or_unsigned(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	ret = wanted ? get_user_pages(start, 2, FOLL_WRITE, pages) : 2u;
	mmap_read_unlock(current->mm);
	return ret;
}
