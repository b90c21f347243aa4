/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lookup, and then no pages are wanted, only faults: a retry would return short.
 *
 * signature: flags-vmas-locked
 * lock: mmap_lock
 * site: populate keep/prefault
 * bare: refused
 * variants: no - another tree has no form with a locked pointer to consider
 */
#include <linux/mm.h>
#include <linux/sched.h>

long populate(unsigned long start, unsigned long nr)
{
	struct mm_struct *mm = current->mm;
	long ret = -EFAULT;

	mmap_read_lock(mm);
	if (find_vma(mm, start))
		ret = get_user_pages(start, nr, FOLL_WRITE, NULL, NULL);
	mmap_read_unlock(mm);

	return ret;
}
