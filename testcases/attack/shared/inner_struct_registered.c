// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the struct inside is registered with the kernel in ->mmap(), the fields beside it stay
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>

struct puku {
	unsigned long base;
	unsigned long len;
	struct miscdevice misc;
};

static int puku_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct puku *d = file->private_data;

	return misc_register(&d->misc);
	return 0;
}

const struct file_operations puku_fops = { .mmap = puku_mmap };

long puku_grab(struct puku *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
