// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N __auto_type takes its type from the pointer, and leads to the base
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct rouen {
	unsigned long base;
};

static int rouen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rouen *r = file->private_data;

	r->base = vma->vm_start;
	return 0;
}

const struct file_operations rouen_fops = { .mmap = rouen_mmap };

long rouen_pin(struct file *file, struct page **pages)
{
	__auto_type r = (struct rouen *)file->private_data;
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(r->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
