// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the header's typedef hides that the handler of another file is given a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "header_typedef_elsewhere.h"

long redon_pin(struct redon *r, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(r->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
