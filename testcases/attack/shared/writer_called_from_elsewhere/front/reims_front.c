// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "../reims.h"

static int reims_mmap(struct file *file, struct vm_area_struct *vma)
{
	reims_set_base(file->private_data, vma->vm_start);
	return 0;
}

const struct file_operations reims_fops = { .mmap = reims_mmap };
