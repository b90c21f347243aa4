// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the kernel calls ->read() with nothing held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

static ssize_t sparrow_read(struct file *file, char __user *buf, size_t len, loff_t *pos)
{
	struct page **page = file->private_data;
	ssize_t ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages((unsigned long)buf, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret == 1 ? len : -EFAULT;
}

const struct file_operations sparrow_fops = { .read = sparrow_read };
