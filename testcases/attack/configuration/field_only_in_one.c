// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N with CONFIG_VERBENA_AREA the struct has a vma, and the macro of the header reads it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "verbena.h"

int verbena_pin(struct verbena *v, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(v->addr, 1, 0, page);
	if (ret == 1 && verbena_shared(v))
		ret = -EINVAL;
	mmap_read_unlock(current->mm);
	return ret;
}
