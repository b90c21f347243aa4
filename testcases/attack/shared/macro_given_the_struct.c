// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the driver's macro in ->mmap() is given the struct, and only counts in it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct venezia {
	unsigned long base, maps;
};

#define VENEZIA_COUNT(v) ((v)->maps++)

static int venezia_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct venezia *v = file->private_data;

	VENEZIA_COUNT(v);
	return 0;
}

const struct file_operations venezia_fops = { .mmap = venezia_mmap };

long venezia_pin(struct venezia *v, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(v->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
