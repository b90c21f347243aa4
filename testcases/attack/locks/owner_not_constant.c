// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->owner is set to a number that is not constant and cleared after the call; who
 * finds it set keeps away
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct lorient {
	pid_t owner;
	unsigned long addr;
};

int lorient_busy(struct lorient *l)
{
	return l->owner && l->owner != task_pid_nr(current);
}

long lorient_pin(struct lorient *l, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	while (lorient_busy(l))
		cpu_relax();
	l->owner = task_pid_nr(current);
	ret = pin_user_pages(l->addr, 1, FOLL_WRITE, page);
	l->owner = 0;
	mmap_read_unlock(current->mm);
	return ret;
}
