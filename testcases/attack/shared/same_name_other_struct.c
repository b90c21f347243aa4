// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U what the handler writes is ->base of another struct
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct java_window {
	unsigned long base;
};

struct java_job {
	unsigned long base;
};

static int java_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct java_window *w = file->private_data;

	w->base = vma->vm_start;
	return 0;
}

const struct file_operations java_fops = { .mmap = java_mmap };

int java_pin(struct java_job *job, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(job->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
