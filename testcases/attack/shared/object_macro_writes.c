// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N window_base is a macro for ->win.base, to which ->mmap() stores
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct muskrat {
	struct {
		unsigned long base;
		unsigned long len;
	} win;
};

#define window_base win.base

static int muskrat_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct muskrat *d = file->private_data;

	d->window_base = vma->vm_start;
	return 0;
}

const struct file_operations muskrat_fops = { .mmap = muskrat_mmap };

long muskrat_grab(struct muskrat *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->win.base, 2, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
