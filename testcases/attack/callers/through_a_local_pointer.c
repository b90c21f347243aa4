// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the caller keeps the function in a local pointer and calls it under the lock
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long numbat_grab(unsigned long addr, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}

long numbat_check(unsigned long addr, struct page **pages)
{
	long (*grab)(unsigned long addr, struct page **pages) = numbat_grab;
	struct vm_area_struct *vma;
	long got = -EFAULT;

	mmap_read_lock(current->mm);
	vma = vma_lookup(current->mm, addr);
	if (vma)
		got = grab(addr, pages);
	mmap_read_unlock(current->mm);
	return got;
}
