// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the condition of rcu_dereference_protected() says that the mmap lock guards the
 * table
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/rcupdate.h>

struct colobus_table {
	unsigned long base;
};

struct colobus {
	struct colobus_table __rcu *table;
};

int colobus_pin(struct colobus *c, struct page **page)
{
	struct colobus_table *t;
	int ret;

	mmap_read_lock(current->mm);
	t = rcu_dereference_protected(c->table, lockdep_is_held(&current->mm->mmap_lock));
	ret = pin_user_pages(t->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
