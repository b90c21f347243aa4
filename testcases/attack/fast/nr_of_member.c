// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the member is an unsigned long
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct fieldfare {
	unsigned long nr;
};

long fieldfare_nr_of_member(unsigned long start, struct fieldfare *f, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, f->nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
