/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup before the call, and the lock is that of current->mm by its full name.
 *
 * signature: flags-vmas-locked
 * lock: mmap_lock
 * site: fetch locked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret = -EFAULT;

	mmap_read_lock(current->mm);
	if (find_vma(current->mm, start))
		ret = get_user_pages(start, 1, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(current->mm);

	return ret;
}
