// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N preemption is off from before the call on
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct duiker {
	int cpu;
};

long duiker_grab(struct duiker *d, unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	preempt_disable();
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	preempt_enable();
	mmap_read_unlock(current->mm);
	return got;
}
