// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U on the other path the array is the caller's
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_room_on_one_path(unsigned long start, unsigned long nr, struct page **given)
{
	struct page **pages;
	long ret;

	pages = given;
	if (start & 1) {
		pages = kmalloc_array(nr, sizeof(*pages), GFP_KERNEL);
		if (!pages)
			return -ENOMEM;
	}
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
