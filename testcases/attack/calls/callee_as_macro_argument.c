// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the loop macro calls what it is given, and crake_shared() reads a vma's flags
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define crake_for_each(addr, n, fn, arg)				\
	do {								\
		unsigned long __i;					\
									\
		for (__i = 0; __i < (n); __i++)				\
			fn((addr) + __i * PAGE_SIZE, arg);		\
	} while (0)

static void crake_shared(unsigned long addr, unsigned int *shared)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	*shared += vma && (vma->vm_flags & VM_SHARED);
}

int crake_load(unsigned long addr, unsigned long n, struct page **pages, unsigned int *shared)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, n, FOLL_WRITE, pages);
	crake_for_each(addr, n, crake_shared, shared);
	mmap_read_unlock(current->mm);
	return ret;
}
