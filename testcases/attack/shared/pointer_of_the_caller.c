// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the field comes by a pointer from the caller
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct honeyguide {
	unsigned long base, addr;
};

static int honeyguide_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct honeyguide *s = file->private_data;

	s->base = vma->vm_start;
	return 0;
}

static long honeyguide_pin(const unsigned long *base, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(*base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

long honeyguide_ioctl(struct honeyguide *s, struct page **page)
{
	return honeyguide_pin(&s->base, page);
}

const struct file_operations honeyguide_fops = { .mmap = honeyguide_mmap };
