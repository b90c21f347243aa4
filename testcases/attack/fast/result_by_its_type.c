// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: NU the variable has the type of the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_result_by_its_type(unsigned long start, unsigned int wanted, struct page **pages)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	__auto_type got = get_user_pages(start, 2, FOLL_WRITE, pages);

	ret = got < wanted;
	mmap_read_unlock(current->mm);
	return ret;
}
