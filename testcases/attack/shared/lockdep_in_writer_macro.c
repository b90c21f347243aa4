// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the writer's macro asserts that the lock is held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/lockdep.h>

#define MANTUA_WRITER(m) lockdep_assert_held_write(&current->mm->mmap_lock)

struct mantua {
	unsigned long mantua_base;
};

void mantua_move(struct mantua *m, unsigned long base)
{
	MANTUA_WRITER(m);
	m->mantua_base = base;
}

long mantua_pin(struct mantua *m, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->mantua_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
