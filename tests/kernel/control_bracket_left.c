/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A positive control, wrong on purpose: the bracket is left around the form that takes the lock itself.
 *
 * signature: flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
	mmap_read_unlock(current->mm);

	return ret;
}
