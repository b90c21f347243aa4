// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N atomic_dec_and_mutex_lock() comes back with the mutex held, until after the
 * release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct lille {
	struct mutex mutex;
	atomic_t users;
	unsigned long addr;
};

long lille_pin(struct lille *l, struct page **page)
{
	long ret;
	int last;

	mmap_read_lock(current->mm);
	last = atomic_dec_and_mutex_lock(&l->users, &l->mutex);
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	if (last)
		mutex_unlock(&l->mutex);
	return ret;
}
