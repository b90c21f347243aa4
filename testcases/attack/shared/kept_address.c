// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->mmap() stores through a pointer that was set to the field's address elsewhere
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct dunnock {
	unsigned long floor_at, other, *cursor;
};

static int dunnock_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dunnock *s = file->private_data;

	*s->cursor = vma->vm_start;
	return 0;
}

void dunnock_init(struct dunnock *s, bool low)
{
	s->cursor = low ? &s->floor_at : &s->other;
}

long dunnock_pin(struct dunnock *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->floor_at, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

const struct file_operations dunnock_fops = { .mmap = dunnock_mmap };
