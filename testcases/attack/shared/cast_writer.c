// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() sees the struct by the address of its first member, and writes the second
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct springbok {
	unsigned long base;
	unsigned long len;
};

static int springbok_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct springbok *d = file->private_data;

	unsigned long *word = (unsigned long *)d;

	word[1] = vma->vm_start;
	return 0;
}

const struct file_operations springbok_fops = { .mmap = springbok_mmap };

long springbok_grab(struct springbok *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->len, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
