// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU there is no array to store into
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_pages_null(unsigned long start, int nr)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, NULL);
	mmap_read_unlock(current->mm);
	return ret;
}
