// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() stores through container_of() of a member
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/list.h>

struct gerenoek {
	unsigned long base;
	unsigned long len;
	struct list_head link;
};

static int gerenoek_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gerenoek *d = file->private_data;

	struct list_head *link = &d->link;

	container_of(link, struct gerenoek, link)->base = vma->vm_start;
	return 0;
}

const struct file_operations gerenoek_fops = { .mmap = gerenoek_mmap };

long gerenoek_grab(struct gerenoek *d, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(d->base, 4, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
