// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler calls ->attach() of the driver's own table, and that writes
 * ->window
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct lory;

struct lory_ops {
	void (*attach)(struct lory *l, unsigned long start);
};

struct lory {
	const struct lory_ops *ops;
	unsigned long window;
};

static void lory_attach(struct lory *l, unsigned long start)
{
	l->window = start;
}

const struct lory_ops lory_default_ops = { lory_attach };

static int lory_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lory *l = file->private_data;

	l->ops->attach(l, vma->vm_start);
	return 0;
}

const struct file_operations lory_fops = { .mmap = lory_mmap };

int lory_pin(struct lory *l, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(l->window, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
