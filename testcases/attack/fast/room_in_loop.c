// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U in the next round the number is another
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_room_in_loop(unsigned long start, unsigned long nr)
{
	struct page **pages;
	int round = 0;
	long ret;

	pages = kmalloc_array(nr, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
again:
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	if (round++ < 2) {
		nr *= 3;
		goto again;
	}
	return ret;
}
