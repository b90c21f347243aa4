// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L get_file() keeps the file alive across the drop, whatever becomes of the vma
 * MISSED-OK: that a reference was taken has to be known of get_file()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/fs.h>
#include <linux/file.h>

int parrotbill_pin(struct mm_struct *mm, unsigned long addr, struct page **pages, loff_t *size)
{
	struct vm_area_struct *vma;
	struct file *file;
	int ret = -EBADF;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma || !vma->vm_file) {
		mmap_read_unlock(mm);
		return ret;
	}
	file = get_file(vma->vm_file);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	if (ret == 1)
		*size = i_size_read(file_inode(file));
	fput(file);
	return ret;
}
