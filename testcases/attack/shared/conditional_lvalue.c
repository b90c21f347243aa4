// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the store in ->mmap() goes to one of two structs by a conditional
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct kob {
	unsigned long base;
	unsigned long len;
	struct kob *other;
};

static int kob_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kob *d = file->private_data;

	(vma->vm_pgoff ? d : d->other)->base = vma->vm_start;
	return 0;
}

const struct file_operations kob_fops = { .mmap = kob_mmap };

long kob_grab(struct kob *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
