// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U what ->mmap() writes is read before the lock is taken
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct tarbes {
	unsigned long base;
};

static int tarbes_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tarbes *t = file->private_data;

	t->base = vma->vm_start;
	return 0;
}

const struct file_operations tarbes_fops = { .mmap = tarbes_mmap };

long tarbes_pin(struct tarbes *t, struct page **pages)
{
	unsigned long base = t->base;
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
