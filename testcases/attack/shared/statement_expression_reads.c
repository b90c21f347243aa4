// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a statement expression reads the base that ->mmap() moves
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct roanne {
	unsigned long base;
};

static int roanne_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct roanne *r = file->private_data;

	r->base = vma->vm_start;
	return 0;
}

const struct file_operations roanne_fops = { .mmap = roanne_mmap };

long roanne_pin(struct roanne *r, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(({ typeof(r) x = r; x->base; }), 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
