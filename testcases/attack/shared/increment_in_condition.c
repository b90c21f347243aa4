// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() moves the base inside of a condition
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct ocelot {
	unsigned long base;
	unsigned long len;
};

static int ocelot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ocelot *d = file->private_data;

	if ((d->base += PAGE_SIZE) > TASK_SIZE)
		return -EINVAL;
	return 0;
}

const struct file_operations ocelot_fops = { .mmap = ocelot_mmap };

long ocelot_grab(struct ocelot *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
