// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "../arles.h"

static int arles_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct arles *a = file->private_data;

	a->user_base = vma->vm_start;
	a->count = vma_pages(vma);
	return 0;
}

const struct file_operations arles_fops = { .mmap = arles_mmap };
