// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() writes one window of several, the bracket reads one by number
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct blackbuck {
	struct {
		unsigned long edge;
		unsigned long len;
	} win[4];
};

static int blackbuck_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct blackbuck *d = file->private_data;

	d->win[vma->vm_pgoff & 3].edge = vma->vm_start;
	return 0;
}

const struct file_operations blackbuck_fops = { .mmap = blackbuck_mmap };

long blackbuck_grab(struct blackbuck *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->win[1].edge, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
