// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U whichever definition of arch_hobby_prepare() is compiled looks at its argument only
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/hobby_dma.h>

int hobby_prepare(unsigned long addr, struct page **pages)
{
	int got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	if (got == 1 && !arch_hobby_prepare(addr))
		got = -EOPNOTSUPP;
	mmap_read_unlock(current->mm);
	return got;
}
