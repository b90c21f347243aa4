// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release is half of a comma expression, its other half reads the vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long impala_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	long got, flags;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	got = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	flags = vma ? (long)vma->vm_flags : 0, mmap_read_unlock(mm);
	return flags & VM_IO ? -EFAULT : got;
}
