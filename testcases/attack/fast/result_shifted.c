// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U an int has no room for the bits
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_result_shifted(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 2, FOLL_WRITE, pages) << 31;
	mmap_read_unlock(current->mm);
	return ret;
}
