// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop ends with the mutex held, however it was spelled
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct bongo {
	struct mutex lock;
	unsigned long addr;
};

int bongo_grab(struct bongo *b, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	while (!mutex_trylock(&b->lock))
		cond_resched();
	ret = pin_user_pages(b->addr, 1, 0, page);
	mutex_unlock(&b->lock);
	mmap_read_unlock(current->mm);
	return ret;
}
