// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include "magpie.h"

int magpie_resize(struct magpie *m, unsigned long room)
{
	struct page **table = kvcalloc(room, sizeof(*table), GFP_KERNEL);

	if (!table)
		return -ENOMEM;
	if (mmap_write_lock_killable(current->mm)) {
		kvfree(table);
		return -EINTR;
	}
	swap(table, m->table);
	m->room = room;
	mmap_write_unlock(current->mm);
	kvfree(table);
	return 0;
}
