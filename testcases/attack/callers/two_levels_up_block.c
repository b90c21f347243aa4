// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include "nightjar.h"

int nightjar_block(unsigned long addr, struct page **pages, int n)
{
	int i, ret = 0;

	for (i = 0; i < n && ret >= 0; i++)
		ret = nightjar_page(addr + i * PAGE_SIZE, pages + i);
	return ret;
}

int nightjar_area(unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	int ret = -EFAULT;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, addr);
	if (vma)
		ret = nightjar_block(vma->vm_start, pages, vma_pages(vma));
	mmap_read_unlock(current->mm);
	return ret;
}
