// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U it was another array that was allocated for it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_room_elsewhere(unsigned long start, unsigned long nr, struct page **pages)
{
	struct page **others;
	long ret;

	others = kmalloc_array(nr, sizeof(*others), GFP_KERNEL);
	if (!others)
		return -ENOMEM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	kfree(others);
	return ret;
}
