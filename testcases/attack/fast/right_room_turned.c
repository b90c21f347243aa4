// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F the same in other words
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_right_room_turned(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret;

	pages = kmalloc_array(sizeof(*pages), nr, GFP_KERNEL);
	if (pages == NULL)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
