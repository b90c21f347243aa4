// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the fault handler of the vma was fetched before the call, and is called after it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long chamois_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	struct vm_area_struct *vma = NULL;
	vm_fault_t (*fault)(struct vm_fault *vmf) = NULL;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma && vma->vm_ops)
		fault = vma->vm_ops->fault;
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (fault && fault(NULL))
		got = -EFAULT;
	mmap_read_unlock(mm);
	return got;
}
