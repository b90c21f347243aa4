// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() of a binary attribute is called from mmap(), with the lock held for write
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sysfs.h>

static struct page *finch_page;

static int finch_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		      struct vm_area_struct *vma)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages((unsigned long)attr->private, 1, 0, &finch_page);
	mmap_read_unlock(current->mm);
	return ret == 1 ? 0 : -EFAULT;
}

const struct bin_attribute finch_attr = {
	.attr = { .name = "finch", .mode = 0600 },
	.mmap = finch_mmap,
};
