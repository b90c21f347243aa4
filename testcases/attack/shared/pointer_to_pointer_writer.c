// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() writes through a pointer to a pointer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct gazelle {
	unsigned long base;
	unsigned long len;
};

static int gazelle_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gazelle *d = file->private_data;

	struct gazelle **slot = &d;

	(*slot)->base = vma->vm_start;
	return 0;
}

const struct file_operations gazelle_fops = { .mmap = gazelle_mmap };

long gazelle_grab(struct gazelle *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
