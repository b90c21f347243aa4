// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the pointer leads to another lock when it is released
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct breda {
	struct mutex mutex;
	struct breda *next;
};

long breda_pin(struct breda *b, unsigned long addr, struct page **page)
{
	struct breda *first = b;
	long ret;

	mmap_read_lock(current->mm);
	mutex_lock(&b->mutex);
	b = b->next;
	mutex_unlock(&b->mutex);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	mutex_unlock(&first->mutex);
	return ret;
}
