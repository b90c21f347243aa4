/* SPDX-License-Identifier: GPL-2.0-only
 *
 * No pages are wanted of a foreign mm, only faults: a retry would return short.
 *
 * signature: flags
 * lock: mmap_lock
 * site: populate keep/prefault
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long populate(struct mm_struct *mm, unsigned long start, unsigned long nr)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, nr, FOLL_WRITE, NULL, NULL);
	mmap_read_unlock(mm);

	return ret;
}
