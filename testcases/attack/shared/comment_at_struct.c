// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the struct's comment says that the mmap lock guards the table, whoever its writer is
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>

/**
 * struct robin - a window onto a process
 * @addr: first address
 * @room: entries of @table
 * @table: the pages; to be read with @mm's mmap lock held, replaced with it held for write
 * @mm: whose addresses these are
 */
struct robin {
	unsigned long addr;
	unsigned long room;
	struct page **table;
	struct mm_struct *mm;
};

long robin_refill(struct robin *r, struct page **fresh)
{
	long got;

	mmap_read_lock(r->mm);
	got = get_user_pages_remote(r->mm, r->addr, r->room, 0, fresh, NULL);
	if (got > 0)
		r->table[0] = fresh[0];
	mmap_read_unlock(r->mm);
	return got;
}
