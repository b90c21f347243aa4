// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N corvid_mmap() sets user_base with the mmap lock held for write: the bracket keeps it
 * still
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct corvid {
	unsigned long user_base;
	unsigned long user_len;
};

static int corvid_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct corvid *c = file->private_data;

	c->user_base = vma->vm_start;
	c->user_len = vma->vm_end - vma->vm_start;
	return 0;
}

const struct file_operations corvid_fops = { .mmap = corvid_mmap };

long corvid_grab(struct corvid *c, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(c->user_base, c->user_len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
