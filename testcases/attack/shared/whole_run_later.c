// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the function has a bracket of its own around another store, and is called by
 * ->close() too
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct imola {
	unsigned long base, other;
};

void imola_reset(struct imola *i, struct mm_struct *mm)
{
	if (mm) {
		mmap_write_lock(mm);
		i->other = 0;
		mmap_write_unlock(mm);
	}
	i->base = 0;
}

static void imola_close(struct vm_area_struct *vma)
{
	imola_reset(vma->vm_private_data, NULL);
}

const struct vm_operations_struct imola_ops = { .close = imola_close };

long imola_pin(struct imola *i, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(i->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
