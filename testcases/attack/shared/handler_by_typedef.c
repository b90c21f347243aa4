// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler names its vma by a typedef
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct dikdik {
	unsigned long base;
	unsigned long len;
};

typedef struct vm_area_struct dikdik_area;

const struct file_operations dikdik_fops;

static int dikdik_map(struct file *file, dikdik_area *area)
{
	struct dikdik *d = file->private_data;

	d->base = area->vm_start;
	return 0;
}

const struct file_operations dikdik_fops = { .mmap = dikdik_map };

long dikdik_grab(struct dikdik *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
