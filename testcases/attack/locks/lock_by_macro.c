// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N NYALA_ENTER() takes the driver's semaphore, which is held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/semaphore.h>
#include "nyala.h"

int nyala_grab(struct nyala *n, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	NYALA_ENTER(n);
	ret = pin_user_pages(n->addr, 1, 0, page);
	NYALA_LEAVE(n);
	mmap_read_unlock(current->mm);
	return ret;
}
