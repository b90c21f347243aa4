// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N vole_put_base() is a macro that stores into ->base, used in ->mmap()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct vole {
	unsigned long base;
	unsigned long len;
};

#define vole_put_base(v, to)          \
	do {                         \
		(v)->base = (to);    \
		(v)->len = PAGE_SIZE; \
	} while (0)

static int vole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vole *d = file->private_data;

	vole_put_base(d, vma->vm_start);
	return 0;
}

const struct file_operations vole_fops = { .mmap = vole_mmap };

long vole_grab(struct vole *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
