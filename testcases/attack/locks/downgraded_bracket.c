// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N what was set up with the lock held for write is read after the call, down the same
 * hold
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

struct kite {
	unsigned long addr;
	unsigned long serial;
};

int kite_pin(struct kite *k, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_write_lock(mm);
	k->addr = addr;
	k->serial++;
	mmap_write_downgrade(mm);
	ret = pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
	if (ret == 1 && k->addr != addr)
		ret = -EAGAIN;
	mmap_read_unlock(mm);
	return ret;
}
