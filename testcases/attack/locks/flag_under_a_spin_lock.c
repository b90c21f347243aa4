// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N each spin section is closed before the call, but ->busy, set in the first, keeps
 * everybody out until the last
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct tamarin {
	spinlock_t lock;
	bool busy;
	unsigned long addr;
};

int tamarin_pin(struct tamarin *t, struct page **page)
{
	int ret = -EBUSY;

	mmap_read_lock(current->mm);
	spin_lock(&t->lock);
	if (t->busy) {
		spin_unlock(&t->lock);
		goto out;
	}
	t->busy = true;
	spin_unlock(&t->lock);
	ret = pin_user_pages(t->addr, 1, 0, page);
	spin_lock(&t->lock);
	t->busy = false;
	spin_unlock(&t->lock);
out:
	mmap_read_unlock(current->mm);
	return ret;
}
