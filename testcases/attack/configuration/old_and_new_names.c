// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N one branch for kernels with mmap_sem, one for those with the functions, around one
 * call
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
#define lingen_lock(mm) down_read(&(mm)->mmap_sem)
#define lingen_unlock(mm) up_read(&(mm)->mmap_sem)
#else
#define lingen_lock(mm) mmap_read_lock(mm)
#define lingen_unlock(mm) mmap_read_unlock(mm)
#endif

long lingen_pin(unsigned long addr, struct page **page)
{
	long ret;

	lingen_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	lingen_unlock(current->mm);
	return ret;
}
