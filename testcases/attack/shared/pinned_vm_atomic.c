// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U mm->pinned_vm is an atomic counter, which no lock guards
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int nightingale_grab(unsigned long addr, unsigned long n, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages(addr, n, FOLL_WRITE, pages);
	if (ret > 0)
		atomic64_add(ret, &mm->pinned_vm);
	mmap_read_unlock(mm);
	return ret;
}
