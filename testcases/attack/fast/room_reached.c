// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the helper has the number's address
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void fieldfare_count(unsigned long *nr);

long fieldfare_room_reached(unsigned long start, unsigned long nr)
{
	struct page **pages;
	long ret;

	pages = kmalloc_array(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	fieldfare_count(&nr);
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
