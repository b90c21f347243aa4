// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the kernel calls ->unlocked_ioctl() with nothing held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

static long martin_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct page **page = file->private_data;
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(arg, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret == 1 ? 0 : -EFAULT;
}

const struct file_operations martin_fops = { .unlocked_ioctl = martin_ioctl };
