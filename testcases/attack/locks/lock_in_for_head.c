// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lock macro is the head of a for loop, and holds the mutex in its body
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

#define bolzano_locked(m) for (int once = (mutex_lock(m), 1); once; once = (mutex_unlock(m), 0))

struct bolzano {
	struct mutex mutex;
};

long bolzano_pin(struct bolzano *b, unsigned long addr, struct page **page)
{
	long ret = 0;

	mmap_read_lock(current->mm);
	bolzano_locked(&b->mutex)
		ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
