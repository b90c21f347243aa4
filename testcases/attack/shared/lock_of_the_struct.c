// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->mmap() takes a mutex of the struct and counts, no more
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/mutex.h>

struct lechwe {
	unsigned long base;
	unsigned long len;
	struct mutex lock;
	int maps;
};

static int lechwe_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lechwe *d = file->private_data;

	mutex_lock(&d->lock);
	d->maps++;
	mutex_unlock(&d->lock);
	return 0;
}

const struct file_operations lechwe_fops = { .mmap = lechwe_mmap };

long lechwe_grab(struct lechwe *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
