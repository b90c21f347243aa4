// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the ioctl writes the base under the driver's mutex, the bracket reads it under the
 * same
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct messina {
	struct mutex mutex;
	unsigned long messina_base;
};

long messina_set(struct messina *m, unsigned long base)
{
	mutex_lock(&m->mutex);
	m->messina_base = base;
	mutex_unlock(&m->mutex);
	return 0;
}

long messina_pin(struct messina *m, struct page **pages)
{
	long ret;

	mutex_lock(&m->mutex);
	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->messina_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	mutex_unlock(&m->mutex);
	return ret;
}
