// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a pointer to the field is taken before the lock, and read under it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

struct gadwall {
	unsigned long base, addr;
};

static int gadwall_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gadwall *s = file->private_data;

	s->base = vma->vm_start;
	return 0;
}

long gadwall_pin(struct gadwall *s, struct page **page)
{
	const unsigned long *base = &s->base;
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(*base, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

const struct file_operations gadwall_fops = { .mmap = gadwall_mmap };
