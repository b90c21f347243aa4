// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma's file is printed in the error path after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>

long napoli_pin(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;
	struct file *file = NULL;
	long ret;

	mmap_read_lock(mm);
	vma = find_vma(mm, addr);
	if (vma)
		file = vma->vm_file;
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, page, NULL);
	if (ret < 0 && file)
		pr_warn("%pD\n", file);
	mmap_read_unlock(mm);
	return ret;
}
