// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->grab() is called under the lock, and this function is one that it may be
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct woodlark;

struct woodlark_ops {
	long (*grab)(struct woodlark *w, struct page **pages);
};

struct woodlark {
	const struct woodlark_ops *ops;
	unsigned long addr;
};

static long woodlark_grab(struct woodlark *w, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(w->addr, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

const struct woodlark_ops woodlark_user_ops = { .grab = woodlark_grab };

long woodlark_start(struct woodlark *w, struct page **pages)
{
	struct vm_area_struct *vma;
	long got = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, w->addr);
	if (vma)
		got = w->ops->grab(w, pages);
	mmap_read_unlock(current->mm);
	return got;
}
