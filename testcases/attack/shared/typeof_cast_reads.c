// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N typeof() of another variable leads to the base that ->mmap() moves
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct rodez {
	unsigned long base;
};

static int rodez_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rodez *r = file->private_data;

	r->base = vma->vm_start;
	return 0;
}

const struct file_operations rodez_fops = { .mmap = rodez_mmap };

long rodez_pin(struct rodez *like, void *priv, struct page **pages)
{
	typeof(like) r = priv;
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(r->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
