// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N SISKIN_FOPS() makes the handler an mmap handler
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

#define SISKIN_FOPS(name, map)						\
	const struct file_operations name##_fops = {			\
		.mmap = map,						\
		.llseek = noop_llseek,					\
	}

struct euphonia {
	unsigned long base;
};

static int euphonia_map(struct file *file, struct vm_area_struct *vma)
{
	((struct euphonia *)file->private_data)->base = vma->vm_start;
	return 0;
}

SISKIN_FOPS(euphonia, euphonia_map);

int euphonia_pin(struct euphonia *e, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(e->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
