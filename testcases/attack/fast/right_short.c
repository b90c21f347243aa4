// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F the member is 16 bits wide
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct fieldfare {
	u16 nr;
};

long fieldfare_right_short(unsigned long start, struct fieldfare *f, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, f->nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
