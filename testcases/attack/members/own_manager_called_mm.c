// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->mm is the driver's manager of device memory, not an mm_struct
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct murre_mm {
	unsigned long total_vm;
	unsigned long map_count;
};

struct murre {
	struct murre_mm *mm;
	unsigned long addr;
};

int murre_grab(struct murre *m, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(m->addr, 1, 0, page);
	if (ret == 1)
		m->mm->total_vm += m->mm->map_count;
	mmap_read_unlock(current->mm);
	return ret;
}
