// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one helper stores it in the file's private data, another reads it there
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/fs.h>

struct kagu_buf {
	unsigned long pins;
};

static bool kagu_look(struct file *file, struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	if (vma)
		file->private_data = vma->vm_private_data;
	return vma;
}

static void kagu_count(struct file *file)
{
	struct kagu_buf *buf = file->private_data;

	buf->pins++;
}

int kagu_pin(struct file *file, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret = -ENOENT;

	mmap_read_lock(mm);
	if (kagu_look(file, mm, addr)) {
		ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
		if (ret == 1)
			kagu_count(file);
	}
	mmap_read_unlock(mm);
	return ret;
}
