// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper comes back with its mutex held where it succeeds
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct arezzo {
	struct mutex mutex;
	bool dead;
};

static int arezzo_get(struct arezzo *a)
{
	mutex_lock(&a->mutex);
	if (a->dead) {
		mutex_unlock(&a->mutex);
		return -ENODEV;
	}
	return 0;
}

long arezzo_pin(struct arezzo *a, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = arezzo_get(a);
	if (!ret)
		ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
