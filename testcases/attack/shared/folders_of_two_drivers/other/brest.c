// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct brest {
	unsigned long start, nr;
};

static int brest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct brest *a = file->private_data;

	a->start = vma->vm_start;
	return 0;
}

const struct file_operations brest_fops = { .mmap = brest_mmap };
