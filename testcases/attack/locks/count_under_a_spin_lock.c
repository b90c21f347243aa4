// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same sections, but they count, and nobody is kept out
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct marmoset {
	spinlock_t lock;
	unsigned int calls;
	unsigned int good;
	unsigned long addr;
};

int marmoset_pin(struct marmoset *m, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	spin_lock(&m->lock);
	m->calls++;
	spin_unlock(&m->lock);
	ret = pin_user_pages(m->addr, 1, 0, page);
	spin_lock(&m->lock);
	m->good += ret == 1;
	spin_unlock(&m->lock);
	mmap_read_unlock(current->mm);
	return ret;
}
