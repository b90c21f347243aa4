// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock of the client's mm is held, the call faults that of current
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct alder {
	struct mm_struct *mm;
	unsigned long addr;
};

int alder_pin(struct alder *a, struct page **page)
{
	int ret;

	mmap_read_lock(a->mm);
	ret = pin_user_pages(a->addr, 1, 0, page);
	mmap_read_unlock(a->mm);
	return ret;
}
