// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the driver's guard for writing is in force where ->base is stored
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/cleanup.h>

DEFINE_GUARD(macaque_write, struct mm_struct *, mmap_write_lock(_T), mmap_write_unlock(_T))

struct macaque {
	unsigned long base;
};

void macaque_move(struct macaque *m, struct mm_struct *mm, unsigned long base)
{
	scoped_guard(macaque_write, mm)
		m->base = base;
}

int macaque_pin(struct macaque *m, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
