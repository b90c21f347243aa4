// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "header_typedef_elsewhere.h"

static int redon_mmap(struct file *file, redon_area area)
{
	struct redon *r = file->private_data;

	r->base = area->vm_start;
	return 0;
}

const struct file_operations redon_fops = { .mmap = redon_mmap };
