// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U and so it is where it is added on a condition
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_flag_sometimes(unsigned long start, int nr, struct page **pages)
{
	unsigned int flags = FOLL_WRITE;
	long ret;

	if (start & 1)
		flags |= FOLL_HWPOISON;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, flags, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
