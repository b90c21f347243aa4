// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->mmap() changes a copy of the struct on its stack
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct manul {
	unsigned long base;
	unsigned long len;
};

static int manul_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct manul *d = file->private_data;

	struct manul copy = *d;

	copy.base = vma->vm_start;
	vma->vm_pgoff = copy.base >> PAGE_SHIFT;
	return 0;
}

const struct file_operations manul_fops = { .mmap = manul_mmap };

long manul_grab(struct manul *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
