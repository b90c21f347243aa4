// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap lock takes over from the mutex before the call: without the bracket nothing
 * is held in between
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/fs.h>

struct goral {
	struct mutex lock;
	unsigned long addr;
};

static int goral_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct goral *g = file->private_data;

	mutex_lock(&g->lock);
	g->addr = vma->vm_start;
	mutex_unlock(&g->lock);
	return 0;
}

const struct file_operations goral_fops = { .mmap = goral_mmap };

int goral_grab(struct goral *g, struct page **page)
{
	unsigned long addr;
	int ret;

	mutex_lock(&g->lock);
	addr = g->addr;
	mmap_read_lock(current->mm);
	mutex_unlock(&g->lock);
	ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
