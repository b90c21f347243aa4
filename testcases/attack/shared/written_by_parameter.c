// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a helper of ->mmap() writes through a pointer to the member that it is given
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct sens {
	unsigned long base;
};

static void sens_store(unsigned long *where, unsigned long what)
{
	*where = what;
}

static int sens_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sens *s = file->private_data;

	sens_store(&s->base, vma->vm_start);
	return 0;
}

const struct file_operations sens_fops = { .mmap = sens_mmap };

long sens_pin(struct sens *s, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(s->base, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
