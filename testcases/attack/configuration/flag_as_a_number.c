// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N 0x11 is FOLL_WRITE | FOLL_NOWAIT: with retry such a call comes back with the lock
 * dropped and nothing done
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int hibiscus_pin(unsigned long addr, struct page **page)
{
	unsigned int gup_flags = 0x11;
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 1, gup_flags, page);
	mmap_read_unlock(current->mm);
	return ret;
}
