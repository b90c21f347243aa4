// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "bergen.h"

static int bergen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bergen *a = file->private_data;

	a->ops->set(a, vma->vm_start);
	return 0;
}

const struct file_operations bergen_fops = { .mmap = bergen_mmap };
