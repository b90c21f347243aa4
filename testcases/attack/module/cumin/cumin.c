// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N in kernels without the mmap lock's functions the #else branch locks: the shared call
 * is in both
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/mmap_lock.h>
#include "cumin_config.h"

long cumin_pin(unsigned long addr, struct page **pages)
{
	long ret;

#ifdef CUMIN_HAVE_MMAP_LOCK
	mmap_read_lock(current->mm);
#else
	down_read(&current->mm->mmap_sem);
#endif
	ret = get_user_pages(addr, 8, 0, pages);
#ifdef CUMIN_HAVE_MMAP_LOCK
	mmap_read_unlock(current->mm);
#else
	up_read(&current->mm->mmap_sem);
#endif
	return ret;
}
