// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N an X-macro writes each field in ->mmap()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

#define FORLI_FIELDS(X) X(forli_base) X(forli_size)
struct forli {
	unsigned long forli_base, forli_size;
};

static int forli_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct forli *f = file->private_data;

#define CLEAR(name) f->name = 0;
	FORLI_FIELDS(CLEAR)
#undef CLEAR
	return 0;
}

const struct file_operations forli_fops = { .mmap = forli_mmap };

long forli_pin(struct forli *f, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(f->forli_base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
