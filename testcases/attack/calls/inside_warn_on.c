// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the lookup hides in the argument of WARN_ON_ONCE()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int wallcreeper_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, 1, 0, page);
	WARN_ON_ONCE(ret == 1 && vma_lookup(mm, addr)->vm_flags & VM_PFNMAP);
	mmap_read_unlock(mm);
	return ret;
}
