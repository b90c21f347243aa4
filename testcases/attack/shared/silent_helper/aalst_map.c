// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "aalst.h"

static int aalst_mmap(struct file *file, struct vm_area_struct *vma)
{
	aalst_set(file->private_data, vma->vm_start);
	return 0;
}

const struct file_operations aalst_fops = { .mmap = aalst_mmap };
