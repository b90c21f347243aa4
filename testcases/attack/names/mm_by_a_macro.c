// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U a macro used after the bracket names mm, so the variable must stay
 * NOT-IN-DIFF: -	struct mm_struct *mm
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define HAZEL_REPORT(what)	pr_debug("%p: %d\n", mm, what)

int hazel_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages(addr, 1, 0, page);
	mmap_read_unlock(mm);
	HAZEL_REPORT(ret);
	return ret;
}
