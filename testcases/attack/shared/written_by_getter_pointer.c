// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() writes through what a helper returns
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct sedan {
	unsigned long base;
};

static unsigned long *sedan_slot(struct sedan *s)
{
	return &s->base;
}

static int sedan_mmap(struct file *file, struct vm_area_struct *vma)
{
	*sedan_slot(file->private_data) = vma->vm_start;
	return 0;
}

const struct file_operations sedan_fops = { .mmap = sedan_mmap };

long sedan_pin(struct sedan *s, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
