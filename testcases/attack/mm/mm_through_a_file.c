// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release goes to the mm of the file's owner, fetched anew
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct sorrelhorn {
	struct mm_struct *mm;
};

long sorrelhorn_grab(struct file *file, unsigned long addr, struct page **pages)
{
	struct sorrelhorn *d = file->private_data;
	long got;

	mmap_read_lock(d->mm);
	d = get_device_of(file);
	got = get_user_pages_remote(d->mm, addr, 1, 0, pages, NULL);
	mmap_read_unlock(d->mm);
	return got;
}
