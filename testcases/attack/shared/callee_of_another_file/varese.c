// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the handler's helper in another file is given the struct, and writes a field that
 * the bracket does not read
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "varese.h"

long varese_pin(struct varese *v, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(v->varese_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
