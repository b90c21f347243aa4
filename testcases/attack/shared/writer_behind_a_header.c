// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the other file takes the lock for write through an inline function of the header, and
 * never names it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "lemming.h"

long lemming_grab(struct lemming *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
