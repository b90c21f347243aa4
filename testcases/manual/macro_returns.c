/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A macro under the lock that returns with it held, as a driver had it.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/macro
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

#define LEAVE_IF(cond)					\
	do {						\
		if (cond)				\
			return -EFAULT;			\
	} while (0)

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	LEAVE_IF(ret < 0);
	mmap_read_unlock(current->mm);

	return ret;
}
