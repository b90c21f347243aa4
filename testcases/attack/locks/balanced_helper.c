// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the helper gives its mutex back on every way out
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct assisi {
	struct mutex mutex;
	bool dead;
};

static int assisi_alive(struct assisi *a)
{
	int ret = 0;

	mutex_lock(&a->mutex);
	if (a->dead) {
		ret = -ENODEV;
		goto out;
	}
	pr_debug("alive\n");
out:
	mutex_unlock(&a->mutex);
	return ret;
}

long assisi_pin(struct assisi *a, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = assisi_alive(a);
	if (!ret)
		ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
