// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the head of the loop in ->mmap() writes the base
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct margay {
	unsigned long base;
	unsigned long len;
};

static int margay_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct margay *d = file->private_data;

	for (d->base = vma->vm_start; d->len; d->len--)
		cond_resched();
	return 0;
}

const struct file_operations margay_fops = { .mmap = margay_mmap };

long margay_grab(struct margay *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
