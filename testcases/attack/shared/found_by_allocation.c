// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N saiga_find_allocation() returns an old allocation, which others know already, and
 * ->mmap() writes it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/list.h>

struct saiga {
	unsigned long base;
	unsigned long len;
	struct list_head node;
};

static LIST_HEAD(saiga_all);

static struct saiga *saiga_find_allocation(unsigned long len)
{
	struct saiga *d;

	list_for_each_entry(d, &saiga_all, node)
		if (d->len == len)
			return d;
	return NULL;
}

static int saiga_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct saiga *d = saiga_find_allocation(vma->vm_end - vma->vm_start);

	if (!d)
		return -ENOENT;
	d->base = vma->vm_start;
	return 0;
}

const struct file_operations saiga_fops = { .mmap = saiga_mmap };

long saiga_grab(struct saiga *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, d->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
