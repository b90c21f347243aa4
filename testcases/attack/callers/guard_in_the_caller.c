// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller's guard holds the lock to the end of its scope
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/cleanup.h>
#include <linux/rwsem.h>

static int junco_one(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}

int junco_area(unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;

	guard(rwsem_read)(&current->mm->mmap_lock);
	vma = find_vma(current->mm, addr);
	return vma ? junco_one(vma->vm_start, page) : -EFAULT;
}
