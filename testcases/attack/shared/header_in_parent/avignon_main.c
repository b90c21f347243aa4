// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "avignon.h"

static int avignon_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct avignon *a = file->private_data;

	a->start = vma->vm_start;
	return 0;
}

const struct file_operations avignon_fops = { .mmap = avignon_mmap };
