// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the vma of the first bracket is read in the second, after the lock was away in between
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long blesbok_grab(struct mm_struct *mm, unsigned long addr, struct page **pages)
{
	struct vm_area_struct *vma;
	long got;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	mmap_read_unlock(mm);
	mmap_read_lock(mm);
	got = get_user_pages_remote(mm, addr, 1, 0, pages, NULL);
	if (vma && vma->vm_end == addr + PAGE_SIZE)
		got = -EFAULT;
	mmap_read_unlock(mm);
	return got;
}
