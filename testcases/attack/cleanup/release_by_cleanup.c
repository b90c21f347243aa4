// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock is released by __free() at the end, which cannot be told that the call
 * dropped it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/cleanup.h>

DEFINE_FREE(opal_unlock, struct mm_struct *, if (_T) mmap_read_unlock(_T))

int opal_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct mm_struct *held __free(opal_unlock) = NULL;

	mmap_read_lock(mm);
	held = mm;
	return pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
}
