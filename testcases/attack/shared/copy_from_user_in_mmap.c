// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N copy_from_user() fills the whole struct in ->mmap(), with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/uaccess.h>

struct tapir {
	unsigned long base;
	unsigned long len;
};

static int tapir_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tapir *d = file->private_data;
	const void __user *from = (const void __user *)vma->vm_start;

	return copy_from_user(d, from, sizeof(*d)) ? -EFAULT : 0;
}

const struct file_operations tapir_fops = { .mmap = tapir_mmap };

long tapir_grab(struct tapir *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
