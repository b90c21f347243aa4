// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU get_user_pages_fast() is a macro of its own here
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#define get_user_pages_fast(start, nr, flags, pages) fieldfare_fast(start, nr)
int fieldfare_fast(unsigned long start, int nr);

long fieldfare_own_fast_macro(unsigned long start, int nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
