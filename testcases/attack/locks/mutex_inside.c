// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mutex nests inside the mmap lock, as in ->mmap(); the variant would take the two
 * the other way round
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include <linux/fs.h>

struct ibex {
	struct mutex lock;
	unsigned long addr;
	struct page *page;
};

static int ibex_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ibex *i = file->private_data;
	int ret;

	mutex_lock(&i->lock);
	ret = i->page ? vm_insert_page(vma, vma->vm_start, i->page) : -ENXIO;
	mutex_unlock(&i->lock);
	return ret;
}

const struct file_operations ibex_fops = { .mmap = ibex_mmap };

int ibex_grab(struct ibex *i, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	mutex_lock(&i->lock);
	ret = get_user_pages(i->addr, 1, 0, page);
	mutex_unlock(&i->lock);
	mmap_read_unlock(current->mm);
	return ret;
}
