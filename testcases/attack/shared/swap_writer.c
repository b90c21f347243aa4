// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N swap() in ->mmap() exchanges two bases
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct serval {
	unsigned long base;
	unsigned long len;
	unsigned long spare;
};

static int serval_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct serval *d = file->private_data;

	swap(d->base, d->spare);
	return 0;
}

const struct file_operations serval_fops = { .mmap = serval_mmap };

long serval_grab(struct serval *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
