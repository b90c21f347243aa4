/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Each kernel takes the lock in its own way, around one call.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/version-ladder
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

#include <linux/version.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)
	mmap_read_lock(current->mm);
#else
	down_read(&current->mm->mmap_sem);
#endif
	ret = get_user_pages(start, 1, 0, pages);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)
	mmap_read_unlock(current->mm);
#else
	up_read(&current->mm->mmap_sem);
#endif

	return ret;
}
