// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N a function out of a local array is called after the call, and looks a vma up
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct cuscus {
	int kind;
};

static int cuscus_any(unsigned long addr)
{
	return 0;
}

static int cuscus_io(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && vma->vm_flags & VM_IO ? -EFAULT : 0;
}

long cuscus_grab(struct cuscus *d, unsigned long addr, struct page **pages)
{
	long got;
	int (*const check[])(unsigned long) = { cuscus_any, cuscus_io };

	mmap_read_lock(current->mm);
	got = pin_user_pages(addr, 4, FOLL_WRITE, pages);
	if (check[d->kind](addr))
		got = -EFAULT;
	mmap_read_unlock(current->mm);
	return got;
}
