// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the other branch of the ladder shares the acquisition
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/version.h>

long potenza_pin(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
#else
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page, NULL);
#endif
	mmap_read_unlock(current->mm);
	return ret;
}
