// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the computed goto may lead to the lookup after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

int mugwort_pin(struct mm_struct *mm, unsigned long addr, unsigned int how, struct page **page)
{
	static const void *const next[] = { &&out, &&check };
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	goto *next[how & 1];
check:
	if (!vma_lookup(mm, addr))
		ret = -EFAULT;
out:
	mmap_read_unlock(mm);
	return ret;
}
