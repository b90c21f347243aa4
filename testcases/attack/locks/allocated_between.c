// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the array is allocated under the lock, which has nothing to do with it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct oribi {
	void *table;
};

long oribi_grab(struct oribi *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	d->table = kmalloc(64, GFP_KERNEL);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	if (!d->table)
		got = -ENOMEM;
	return got;
}
