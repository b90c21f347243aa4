// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler calls through a dereferenced pointer
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct barbet {
	unsigned long base;
	void (*moved)(struct barbet *s, unsigned long to);
};

static void barbet_moved(struct barbet *s, unsigned long to)
{
	s->base = to;
}

static int barbet_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct barbet *s = file->private_data;

	(*s->moved)(s, vma->vm_start);
	return 0;
}

void barbet_init(struct barbet *s)
{
	s->moved = barbet_moved;
}

long barbet_pin(struct barbet *s, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(s->base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

const struct file_operations barbet_fops = { .mmap = barbet_mmap };
