// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the header's body is included twice, once with an action that needs the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define VIOLA(name)	viola_plain_##name
#define VIOLA_ACT(mm, addr)	do { } while (0)
#include "viola.h"
#undef VIOLA
#undef VIOLA_ACT

#define VIOLA(name)	viola_checked_##name
#define VIOLA_ACT(mm, addr)	WARN_ON(!find_vma(mm, addr))
#include "viola.h"

int viola_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, 0, page);
	if (ret == 1)
		ret = viola_checked_look(addr);
	mmap_read_unlock(current->mm);
	return ret;
}
