// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N rcu_assign_pointer() in ->mmap() replaces the window that the bracket reads
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

struct colocolo_win {
	unsigned long base;
};

struct colocolo {
	struct colocolo_win __rcu *win;
};

static int colocolo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct colocolo *d = file->private_data;

	struct colocolo_win *w = kzalloc(sizeof(*w), GFP_KERNEL);

	if (!w)
		return -ENOMEM;
	w->base = vma->vm_start;
	rcu_assign_pointer(d->win, w);
	return 0;
}

const struct file_operations colocolo_fops = { .mmap = colocolo_mmap };

long colocolo_grab(struct colocolo *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(rcu_dereference_raw(d->win)->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
