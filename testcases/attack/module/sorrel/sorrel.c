// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U this kernel compiles the first branch for certain, and the other one stays whole
 */
#include <linux/version.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>

long sorrel_grab(unsigned long addr, struct page **pages)
{
	long ret;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
	mmap_read_unlock(current->mm);
#else
	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(addr, 8, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
#endif
	return ret;
}
