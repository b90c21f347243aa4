// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the executable's file is borrowed from the mm and read once the lock may have gone
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/fs.h>
#include <linux/rcupdate.h>

int rosefinch_pin(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct file *exe;
	int ret;

	mmap_read_lock(mm);
	exe = rcu_dereference_protected(mm->exe_file, lockdep_is_held(&mm->mmap_lock));
	ret = pin_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	if (ret == 1 && exe && IS_SYNC(file_inode(exe)))
		ret = -EPERM;
	mmap_read_unlock(mm);
	return ret;
}
