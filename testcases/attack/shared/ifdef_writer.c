// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one branch of #ifdef in ->mmap() writes the base
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct kodkod {
	unsigned long base;
	unsigned long len;
};

static int kodkod_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kodkod *d = file->private_data;

#ifdef CONFIG_COMPAT
	d->base = vma->vm_start;
#endif
	return 0;
}

const struct file_operations kodkod_fops = { .mmap = kodkod_mmap };

long kodkod_grab(struct kodkod *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
