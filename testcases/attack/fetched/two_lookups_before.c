// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: L two helpers look at two vmas before the call, each done with its own
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static int argali_check(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = vma_lookup(mm, addr);

	return vma && (vma->vm_flags & VM_READ) ? 0 : -EACCES;
}

long argali_grab(struct mm_struct *mm, unsigned long addr,
	       struct page **pages)
{
	long got;

	mmap_read_lock(mm);
	got = argali_check(mm, addr);
	if (!got)
		got = argali_check(mm, addr + PAGE_SIZE);
	if (got) {
		mmap_read_unlock(mm);
		return got;
	}
	got = get_user_pages_remote(mm, addr, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);
	return got;
}
