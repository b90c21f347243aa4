// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the local pointer is called with nothing held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long quokka_grab(unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

long quokka_check(unsigned long addr, struct page **pages)
{
	long (*grab)(unsigned long addr, struct page **pages) = quokka_grab;

	return grab(addr, pages);
}
