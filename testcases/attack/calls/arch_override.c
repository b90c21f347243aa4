// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N arm64 overrides the generic arch_kestrel_prepare() with one that looks up a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kestrel_dma.h>

int kestrel_prepare(unsigned long addr, struct page **pages)
{
	int got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	if (got == 1 && !arch_kestrel_prepare(addr))
		got = -EOPNOTSUPP;
	mmap_read_unlock(current->mm);
	return got;
}
