// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "varese.h"

static int varese_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct varese *v = file->private_data;

	varese_count(v);
	return 0;
}

const struct file_operations varese_fops = { .mmap = varese_mmap };
