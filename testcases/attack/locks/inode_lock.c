// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the inode is locked below the mmap lock, and held at the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/fs.h>

int hyrax_grab(struct file *file, struct mm_struct *mm, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	inode_lock_shared(file_inode(file));
	ret = get_user_pages_remote(mm, addr, 1, 0, page, NULL);
	inode_unlock_shared(file_inode(file));
	mmap_read_unlock(mm);
	return ret;
}
