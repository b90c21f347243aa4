// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the spin lock is taken and given before the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct sitatunga {
	spinlock_t lock;
	unsigned long next;
};

int sitatunga_grab(struct sitatunga *s, struct page **page)
{
	unsigned long addr;
	int ret;

	mmap_read_lock(current->mm);
	spin_lock(&s->lock);
	addr = s->next;
	s->next += PAGE_SIZE;
	spin_unlock(&s->lock);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
