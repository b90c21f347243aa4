// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() makes the new struct known before it fills it in: only the lock hides that
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/slab.h>

struct kudu {
	unsigned long base;
	unsigned long len;
};

static int kudu_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kudu *d = kzalloc(sizeof(*d), GFP_KERNEL);

	if (!d)
		return -ENOMEM;
	file->private_data = d;
	d->base = vma->vm_start;
	d->len = vma->vm_end - vma->vm_start;
	return 0;
}

const struct file_operations kudu_fops = { .mmap = kudu_mmap };

long kudu_grab(struct kudu *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
