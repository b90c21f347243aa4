// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU nor here
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_pages_null_by_variable(unsigned long start, int nr)
{
	struct page **pages = NULL;
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
