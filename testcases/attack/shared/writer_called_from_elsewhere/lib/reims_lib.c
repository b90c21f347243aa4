// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer takes no lock: another folder calls it with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "../reims.h"

void reims_set_base(struct reims *r, unsigned long base)
{
	r->base = base;
}

long reims_pin(struct reims *r, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(r->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
