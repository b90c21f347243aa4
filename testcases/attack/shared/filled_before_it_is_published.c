// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->mmap() fills in the new struct before anybody knows it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/slab.h>

struct nilgai {
	unsigned long base;
	unsigned long len;
};

static int nilgai_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct nilgai *d = kzalloc(sizeof(*d), GFP_KERNEL);

	if (!d)
		return -ENOMEM;
	d->base = vma->vm_start;
	d->len = vma->vm_end - vma->vm_start;
	file->private_data = d;
	return 0;
}

const struct file_operations nilgai_fops = { .mmap = nilgai_mmap };

long nilgai_grab(struct nilgai *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
