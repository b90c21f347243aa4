// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N _Generic picks a helper that looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static void rimini_ulong(unsigned long addr)
{
	if (!vma_lookup(current->mm, addr))
		pr_debug("gone\n");
}

static void rimini_int(int addr)
{
}

#define rimini_check(a) _Generic((a), unsigned long: rimini_ulong, default: rimini_int)(a)

long rimini_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	rimini_check(addr);
	mmap_read_unlock(current->mm);
	return ret;
}
