// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handler in the table is an alias of the function
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

int cowbird_pin(struct file *file, struct vm_area_struct *vma)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(vma->vm_start, 1, 0, file->private_data);
	mmap_read_unlock(current->mm);
	return ret == 1 ? 0 : -EFAULT;
}

int cowbird_mmap(struct file *file, struct vm_area_struct *vma)
	__attribute__((alias("cowbird_pin")));

const struct file_operations cowbird_fops = { .mmap = cowbird_mmap };
