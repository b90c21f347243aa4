// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U mm_users is atomic, and no lock stands for it
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int lovebird_pin(unsigned long addr, struct page **page)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages(addr, 1, 0, page);
	if (ret == 1 && atomic_read(&mm->mm_users) > 1)
		pr_debug("lovebird: shared\n");
	mmap_read_unlock(mm);
	return ret;
}
