// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N magpie_resize(), in another file, swaps the table under mmap_write_lock_killable()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "magpie.h"

long magpie_fill(struct magpie *m, unsigned long addr)
{
	long got;

	mmap_read_lock(current->mm);
	got = get_user_pages(addr, m->room, FOLL_WRITE, m->table);
	mmap_read_unlock(current->mm);
	return got;
}
