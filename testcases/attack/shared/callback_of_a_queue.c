// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N eland_each_queued() calls back at once, in ->mmap(), whatever its name says
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct eland {
	unsigned long base;
	unsigned long len;
	struct eland *next;
};

static void eland_each_queued(struct eland *d, void (*fn)(struct eland *d, unsigned long at),
			    unsigned long at)
{
	for (; d; d = d->next)
		fn(d, at);
}

static void eland_place(struct eland *d, unsigned long at)
{
	d->base = at;
}

static int eland_mmap(struct file *file, struct vm_area_struct *vma)
{
	eland_each_queued(file->private_data, eland_place, vma->vm_start);
	return 0;
}

const struct file_operations eland_fops = { .mmap = eland_mmap };

long eland_grab(struct eland *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
