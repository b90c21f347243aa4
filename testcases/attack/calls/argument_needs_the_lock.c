// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the call's first argument is looked up, which the unlocked form would do before any
 * lock is taken
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

int vireo_pin(unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(find_vma(current->mm, addr)->vm_start, 1, 0, page);
	mmap_read_unlock(current->mm);
	return ret;
}
