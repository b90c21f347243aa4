// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the helper tries the spin lock, and gives it back where it has it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct asti {
	spinlock_t lock;
	int count;
};

static void asti_count(struct asti *a)
{
	if (!spin_trylock(&a->lock))
		return;
	a->count++;
	spin_unlock(&a->lock);
}

long asti_pin(struct asti *a, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	asti_count(a);
	mmap_read_unlock(current->mm);
	return ret;
}
