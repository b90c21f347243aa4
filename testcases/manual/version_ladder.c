/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The lock belongs to two kernels.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/version-ladder
 * site: fetch manual/not-compiled
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

#include <linux/version.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	ret = get_user_pages(start, 1, 0, pages);
#else
	ret = get_user_pages(start, 1, 0, pages, NULL);
#endif
	mmap_read_unlock(current->mm);

	return ret;
}
