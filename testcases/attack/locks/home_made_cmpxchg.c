// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N atomic_cmpxchg() spins for a lock of the driver's own making, held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct serow {
	atomic_t owner;
	unsigned long addr;
};

int serow_grab(struct serow *s, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	while (atomic_cmpxchg(&s->owner, 0, 1))
		cpu_relax();
	ret = get_user_pages(s->addr, 1, FOLL_WRITE, page);
	atomic_set_release(&s->owner, 0);
	mmap_read_unlock(current->mm);
	return ret;
}
