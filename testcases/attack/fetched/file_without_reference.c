// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N nobody took a reference on vma->vm_file: with the lock dropped, munmap() may free
 * the file
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/fs.h>

int crossbill_pin(struct mm_struct *mm, unsigned long addr, struct page **pages, loff_t *size)
{
	struct vm_area_struct *vma;
	struct file *file;
	int ret = -EBADF;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma || !vma->vm_file)
		goto unlock;
	file = vma->vm_file;
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (ret == 1)
		*size = i_size_read(file_inode(file));
unlock:
	mmap_read_unlock(mm);
	return ret;
}
