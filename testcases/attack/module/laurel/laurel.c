// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a header of the module that -I leads to, with nothing of the name in it
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>
#include <laurel_types.h>

long laurel_pin(struct laurel *l, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(l->addr, 8, 0, pages);
	if (ret > 0)
		l->got += ret;
	mmap_read_unlock(current->mm);
	return ret;
}
