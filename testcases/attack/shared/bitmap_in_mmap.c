// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the mmap handler sets bits with __set_bit(), which is not atomic: the lock orders it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/bitops.h>

struct drongo {
	DECLARE_BITMAP(busy, 64);
	unsigned long addr;
};

static int drongo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct drongo *d = file->private_data;

	if (vma->vm_pgoff >= 64)
		return -EINVAL;
	__set_bit(vma->vm_pgoff, d->busy);
	return 0;
}

const struct file_operations drongo_fops = { .mmap = drongo_mmap };

int drongo_grab(struct drongo *d, unsigned int slot, struct page **page)
{
	int ret = -EBUSY;

	mmap_read_lock(current->mm);
	if (!test_bit(slot, d->busy))
		ret = get_user_pages(d->addr + slot * PAGE_SIZE, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
