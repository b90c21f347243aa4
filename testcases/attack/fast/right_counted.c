// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F what is added is cut to the variable
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_right_counted(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	wanted += get_user_pages(start, 2, FOLL_WRITE, pages);
	ret = wanted;
	mmap_read_unlock(current->mm);
	return ret;
}
