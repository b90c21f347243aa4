// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the driver's rwsem is taken before the mmap lock and released after it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rwsem.h>

static DECLARE_RWSEM(ypres_sem);

long ypres_pin(unsigned long addr, struct page **page)
{
	long ret;

	down_read(&ypres_sem);
	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	up_read(&ypres_sem);
	return ret;
}
