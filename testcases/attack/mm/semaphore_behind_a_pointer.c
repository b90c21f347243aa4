// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->sem may be any semaphore: nothing says that it is that of current->mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/rwsem.h>

struct viburnum {
	struct rw_semaphore *sem;
	unsigned long addr;
};

int viburnum_pin(struct viburnum *v, struct page **page)
{
	int ret;

	down_read(v->sem);
	ret = pin_user_pages(v->addr, 1, 0, page);
	up_read(v->sem);
	return ret;
}
