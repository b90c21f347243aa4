// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same from the other side
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_result_turned(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	if (wanted > get_user_pages(start, 2, FOLL_WRITE, pages))
		ret = 1;
	mmap_read_unlock(current->mm);
	return ret;
}
