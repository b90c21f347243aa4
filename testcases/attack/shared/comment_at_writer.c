// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the comment above the writer says that the mmap lock keeps readers out
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct lucca {
	unsigned long lucca_base;
};

/* Readers of ->lucca_base are kept out by the mmap lock, which the caller holds for write. */
void lucca_move(struct lucca *l, unsigned long base)
{
	l->lucca_base = base;
}

long lucca_pin(struct lucca *l, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(l->lucca_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
