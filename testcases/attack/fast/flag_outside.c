// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U FOLL_DUMP is outside of the mask
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_flag_outside(unsigned long start, int nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE | FOLL_DUMP, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
