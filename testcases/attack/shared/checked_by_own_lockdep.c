// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the condition names the driver's mutex, which is held around everything
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>

struct guenon_table {
	unsigned long base;
};

struct guenon {
	struct mutex lock;
	struct guenon_table __rcu *table;
};

int guenon_pin(struct guenon *g, struct page **page)
{
	struct guenon_table *t;
	int ret;

	mutex_lock(&g->lock);
	t = rcu_dereference_protected(g->table, lockdep_is_held(&g->lock));
	mmap_read_lock(current->mm);
	ret = pin_user_pages(t->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	mutex_unlock(&g->lock);
	return ret;
}
