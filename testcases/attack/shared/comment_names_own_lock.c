// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the comment beside ->live names the driver's own lock, which is held around
 * everything
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

struct stonechat {
	struct mutex lock;
	unsigned long addr;
	unsigned int live;	/* under @lock */
};

int stonechat_grab(struct stonechat *s, struct page **page)
{
	int ret;

	mutex_lock(&s->lock);
	mmap_read_lock(current->mm);
	ret = get_user_pages(s->addr, 1, 0, page);
	if (ret == 1 && !s->live) {
		put_page(*page);
		ret = -ESHUTDOWN;
	}
	mmap_read_unlock(current->mm);
	mutex_unlock(&s->lock);
	return ret;
}
