// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the table is initialised by position, and its member is called from the mmap handler
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct koel_ops {
	const char *name;
	int (*map)(struct page **page, unsigned long addr);
};

static int koel_map(struct page **page, unsigned long addr)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

static const struct koel_ops koel_ops[] = { { "koel", koel_map } };

static int koel_mmap(struct file *file, struct vm_area_struct *vma)
{
	return koel_ops[0].map(file->private_data, vma->vm_pgoff << PAGE_SHIFT) == 1 ? 0 : -EIO;
}

const struct file_operations koel_fops = { .mmap = koel_mmap };
