// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller's mutex is released by a helper under the mmap lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(spa_mutex);

static void spa_leave(void)
{
	mutex_unlock(&spa_mutex);
}

long spa_pin(unsigned long addr, struct page **page)
{
	long ret;

	mutex_lock(&spa_mutex);
	mmap_read_lock(current->mm);
	spa_leave();
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
