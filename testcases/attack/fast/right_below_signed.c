// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F an int compares with an int as a long does
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_right_below_signed(unsigned long start, int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	if (get_user_pages(start, 2, FOLL_WRITE, pages) < wanted)
		ret = 1;
	mmap_read_unlock(current->mm);
	return ret;
}
