// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long hasselt_pin(unsigned long addr, struct page **page);

long hasselt_all(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	down_read(&mm->mmap_lock);
	ret = hasselt_pin(addr, page);
	up_read(&mm->mmap_lock);
	return ret;
}
