// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the macro pastes the member's name, and reads the vma after the call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define BHARAL_GET(v, what) ((v)->vm_##what)

long bharal_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (!vma) {
		mmap_read_unlock(mm);
		return -EFAULT;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	if (BHARAL_GET(vma, end) < addr + PAGE_SIZE)
		got = -EFAULT;
	mmap_read_unlock(mm);
	return got;
}
