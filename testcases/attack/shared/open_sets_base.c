// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the same fields, but set in ->open(), before anybody can call: no lock keeps them
 * still
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct jackdaw {
	unsigned long user_base;
	unsigned long user_len;
};

static int jackdaw_open(struct inode *inode, struct file *file)
{
	struct jackdaw *j = file->private_data;

	j->user_base = 0x10000000;
	j->user_len = SZ_64K;
	return 0;
}

const struct file_operations jackdaw_fops = { .open = jackdaw_open };

long jackdaw_grab(struct jackdaw *j, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(j->user_base, j->user_len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
