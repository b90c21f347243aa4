// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U ->mmap() writes the base of a buffer, not that of the device
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct pampas_buf {
	unsigned long base;
};

struct pampas {
	unsigned long base;
	unsigned long len;
	struct pampas_buf *buf;
};

static int pampas_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pampas *d = file->private_data;

	struct pampas_buf *b = d->buf;

	b->base = vma->vm_start;
	return 0;
}

const struct file_operations pampas_fops = { .mmap = pampas_mmap };

long pampas_grab(struct pampas *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
