// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N ->proc_mmap() is entered with the lock held for write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/proc_fs.h>

static struct page *swift_page;

static int swift_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(vma->vm_pgoff << PAGE_SHIFT, 1, 0, &swift_page);
	mmap_read_unlock(current->mm);
	return ret == 1 ? vm_insert_page(vma, vma->vm_start, swift_page) : -EFAULT;
}

const struct proc_ops swift_proc_ops = { .proc_mmap = swift_mmap };
