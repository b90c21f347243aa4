// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop tries until it has the lock, so that it never sleeps for it: the unlocked
 * form would
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int caracara_pin(unsigned long addr, struct page **page)
{
	int ret;

	while (!mmap_read_trylock(current->mm))
		cpu_relax();
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
