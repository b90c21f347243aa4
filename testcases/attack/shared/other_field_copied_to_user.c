// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->mmap() copies one field out to user space, and writes none
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/uaccess.h>

struct waterbuck {
	unsigned long base;
	unsigned long len;
	char name[16];
};

static int waterbuck_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct waterbuck *d = file->private_data;

	if (copy_to_user((void __user *)vma->vm_start, d->name, sizeof(d->name)))
		return -EFAULT;
	return 0;
}

const struct file_operations waterbuck_fops = { .mmap = waterbuck_mmap };

long waterbuck_grab(struct waterbuck *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
