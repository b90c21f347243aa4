// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N MANTA_AS() hides the member and its type
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "manta.h"

int manta_pin(struct manta *m, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->addr, 1, 0, page);
	if (ret == 1 && MANTA_AS(m)->exec_vm == 0)
		ret = -ENOEXEC;
	mmap_read_unlock(current->mm);
	return ret;
}
