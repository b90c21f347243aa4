// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mm->context.vdso follows the vdso when mremap() moves it, with the lock held for
 * write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int merganser_pin(struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages((unsigned long)mm->context.vdso, 1, 0, page);
	mmap_read_unlock(mm);
	return ret;
}
