// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N xchg() in ->mmap() replaces the base
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct caracal {
	unsigned long base;
	unsigned long len;
};

static int caracal_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct caracal *d = file->private_data;

	xchg(&d->base, vma->vm_start);
	return 0;
}

const struct file_operations caracal_fops = { .mmap = caracal_mmap };

long caracal_grab(struct caracal *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
