// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the handler is put into the table by an assignment
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

static struct file_operations drongos_fops;

static int drongos_pin(struct file *file, struct vm_area_struct *vma)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(vma->vm_start, 1, 0, file->private_data);
	mmap_read_unlock(current->mm);
	return ret == 1 ? 0 : -EFAULT;
}

void drongos_init(void)
{
	drongos_fops.mmap = drongos_pin;
}
