// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the argument of pr_debug() is a helper that reads the mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

static unsigned long rieti_size(void)
{
	return current->mm->total_vm;
}

long rieti_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	pr_debug("%lu\n", rieti_size());
	mmap_read_unlock(current->mm);
	return ret;
}
