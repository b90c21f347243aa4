/* SPDX-License-Identifier: GPL-2.0-only
 *
 * No pages are wanted but the result is: a retry would return short.
 *
 * signature: flags
 * lock: mmap_lock
 * site: populate keep/prefault
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long populate(unsigned long start, unsigned long nr)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE, NULL);
	mmap_read_unlock(current->mm);

	return ret;
}
