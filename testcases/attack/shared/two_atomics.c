// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() sets two atomics that belong together; the bracket reads both, and only the
 * lock makes them one pair
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/atomic.h>

struct agouti {
	atomic_long_t base;
	atomic_long_t len;
};

static int agouti_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct agouti *d = file->private_data;

	atomic_long_set(&d->base, vma->vm_start);
	atomic_long_set(&d->len, vma->vm_end - vma->vm_start);
	return 0;
}

const struct file_operations agouti_fops = { .mmap = agouti_mmap };

long agouti_grab(struct agouti *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(atomic_long_read(&d->base),
			     atomic_long_read(&d->len) >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
