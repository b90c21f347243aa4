// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the helper keeps the base in a static local, set in ->mmap() and read under the
 * bracket
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct tahr {
	unsigned long base;
	unsigned long len;
};

static unsigned long tahr_base(unsigned long set)
{
	static unsigned long base;

	if (set)
		base = set;
	return base;
}

static int tahr_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tahr *d = file->private_data;

	tahr_base(vma->vm_start);
	return 0;
}

const struct file_operations tahr_fops = { .mmap = tahr_mmap };

long tahr_grab(struct tahr *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(tahr_base(0), 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
