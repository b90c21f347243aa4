// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U one caller passes NULL for the pages and wants to know how many were faulted in, which a
 * retry of this kernel says right (before 5.3 it returned short)
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static long snowdrop_pin(unsigned long addr, unsigned long n, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, n, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long snowdrop_fault(unsigned long addr, unsigned long n)
{
	return snowdrop_pin(addr, n, NULL) == n ? 0 : -EFAULT;
}

long snowdrop_get(unsigned long addr, struct page **pages)
{
	return snowdrop_pin(addr, 4, pages);
}
