// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F pins may be long-term
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_longterm(unsigned long start, int nr, int write, struct page **pages)
{
	unsigned int flags = FOLL_LONGTERM;
	long ret;

	if (write)
		flags |= FOLL_WRITE;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, nr, flags, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
