// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "genet.h"

long genet_over_all(unsigned long addr, struct page **pages, genet_fn fn)
{
	struct mm_struct *mm = current->mm;
	long got;

	mmap_read_lock(mm);
	got = fn(addr, pages);
	if (got > 0)
		got = fn(addr + PAGE_SIZE, pages + 1);
	mmap_read_unlock(mm);
	return got;
}
