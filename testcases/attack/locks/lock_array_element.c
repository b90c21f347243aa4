// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one element of an array of mutexes is taken, another one given
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

static struct mutex zwolle_mutex[2];

long zwolle_pin(int i, int k, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	mutex_lock(&zwolle_mutex[i]);
	i = k;
	mutex_unlock(&zwolle_mutex[i]);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	mutex_unlock(&zwolle_mutex[!k]);
	return ret;
}
