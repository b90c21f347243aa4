// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N where CONFIG_MERLIN_IOMMU is set, merlin_settle() is a real function that walks the
 * vmas
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "merlin.h"

long merlin_attach(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(mm);
	got = pin_user_pages_remote(mm, addr, 16, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	if (got == 16)
		merlin_settle(mm, addr);
	mmap_read_unlock(mm);
	return got;
}
