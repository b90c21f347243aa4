// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>

long juniper_pin(unsigned long addr, struct page **pages);
long juniper_start(unsigned long addr, struct page **pages);

long juniper_start(unsigned long addr, struct page **pages)
{
	long ret = -EFAULT;

	mmap_read_lock(current->mm);
	if (find_vma(current->mm, addr))
		ret = juniper_pin(addr, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
