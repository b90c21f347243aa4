// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the bracket reads ->top through an inline function of the header, the mmap handler
 * writes it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include "kakapo.h"

static int kakapo_mmap(struct file *file, struct vm_area_struct *vma)
{
	kakapo_set_top(file->private_data, vma->vm_end);
	return 0;
}

const struct file_operations kakapo_fops = { .mmap = kakapo_mmap };

int kakapo_pin(struct kakapo *k, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(kakapo_top(k) - PAGE_SIZE, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
