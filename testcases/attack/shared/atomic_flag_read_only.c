// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U the bracket only reads an atomic that ->mmap() counts up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct zeven {
	atomic_t maps;
};

static int zeven_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct zeven *z = file->private_data;

	atomic_inc(&z->maps);
	return 0;
}

const struct file_operations zeven_fops = { .mmap = zeven_mmap };

long zeven_pin(struct zeven *z, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	pr_debug("%d maps\n", atomic_read(&z->maps));
	mmap_read_unlock(current->mm);
	return ret;
}
