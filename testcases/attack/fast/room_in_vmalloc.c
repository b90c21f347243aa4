// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U vmalloc() may give more than INT_MAX pointers
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_room_in_vmalloc(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret;

	pages = vmalloc(nr * sizeof(*pages));
	if (!pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
