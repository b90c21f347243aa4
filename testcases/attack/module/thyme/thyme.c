// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the release is shared by both versions' calls: taken away, the other branch keeps a
 * lock without it
 */
#include <linux/version.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>

long thyme_grab(unsigned long addr, struct page **pages)
{
	long ret;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages);
#else
	mmap_read_lock(current->mm);
	ret = get_user_pages(addr, 8, 0, pages, NULL);
#endif
	mmap_read_unlock(current->mm);
	return ret;
}
