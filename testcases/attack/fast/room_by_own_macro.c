// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU its kmalloc_array() is its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#undef kmalloc_array
#define kmalloc_array(n, size, gfp) vmalloc((n) * (size))

long fieldfare_room_by_own_macro(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret;

	pages = kmalloc_array(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
