// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the SRCU guard is in force at the call and until after the release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>
#include <linux/srcu.h>

DEFINE_STATIC_SRCU(zircon_srcu);

int zircon_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	guard(srcu)(&zircon_srcu);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	mmap_read_unlock(mm);
	return ret;
}
