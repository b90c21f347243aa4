// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

long herent_pin(unsigned long addr, struct page **page);

long herent_all(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	down_read(&mm->mmap_lock);
	if (!find_vma(mm, addr)) {
		up_read(&mm->mmap_lock);
		return -EFAULT;
	}
	up_read(&mm->mmap_lock);
	return herent_pin(addr, page);
}
