// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler, in the old style, moves the base
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct quimper {
	unsigned long base;
};

static int quimper_mmap(file, vma)
	struct file *file;
	struct vm_area_struct *vma;
{
	struct quimper *q = file->private_data;

	q->base = vma->vm_start;
	return 0;
}

const struct file_operations quimper_fops = { .mmap = quimper_mmap };

long quimper_pin(struct quimper *q, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(q->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
