// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() copies a whole struct into the array that the bracket reads
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/string.h>

struct ischia_win {
	unsigned long base, size;
};

struct ischia {
	struct ischia_win win[2];
};

static int ischia_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ischia *i = file->private_data;
	struct ischia_win w = { vma->vm_start, vma->vm_end - vma->vm_start };

	memcpy(&i->win[0], &w, sizeof(w));
	return 0;
}

const struct file_operations ischia_fops = { .mmap = ischia_mmap };

long ischia_pin(struct ischia *i, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(i->win[0].base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
