// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the greater one is not bounded
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_nr_most(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, max_t(unsigned long, nr, 16), FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
