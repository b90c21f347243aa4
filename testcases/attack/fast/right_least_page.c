// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: F a page of pointers at most
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

long fieldfare_right_least_page(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, min(nr, PAGE_SIZE / sizeof(struct page *)), FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
