// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket reads the base through a void pointer's cast, the handler writes it by
 * its type
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct rennes {
	unsigned long base;
};

static int rennes_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rennes *r = file->private_data;

	r->base = vma->vm_start;
	return 0;
}

const struct file_operations rennes_fops = { .mmap = rennes_mmap };

long rennes_pin(void *priv, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(((struct rennes *)priv)->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
