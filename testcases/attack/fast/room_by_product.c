// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the product may wrap, and the number be any
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_room_by_product(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret;

	pages = kmalloc(nr * sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
