// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an array of structs of arrays of vmas
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct marlin_row {
	struct vm_area_struct *cell[2];
};

struct marlin {
	struct marlin_row row[8];
	unsigned long addr;
};

int marlin_pin(struct marlin *m, int i, int j, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(m->addr, 1, 0, page);
	if (ret == 1)
		ret = m->row[i].cell[j]->vm_flags & VM_WRITE ? 1 : -EROFS;
	mmap_read_unlock(current->mm);
	return ret;
}
