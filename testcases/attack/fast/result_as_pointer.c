// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU ERR_PTR() takes a long
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_result_as_pointer(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	ret = IS_ERR(ERR_PTR(get_user_pages(start, 2, FOLL_WRITE, pages)));
	mmap_read_unlock(current->mm);
	return ret;
}
