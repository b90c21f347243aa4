// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the fast form is for current
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_other(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);
	return ret;
}
