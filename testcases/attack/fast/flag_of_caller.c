// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N nobody knows what is in them
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_flag_of_caller(unsigned long start, int nr, unsigned int flags, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, flags, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
