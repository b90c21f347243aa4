/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A driver's own function that is called like one of the family is still a driver's.
 *
 * signature: flags
 * lock: mmap_lock
 * site: get_user_pages_compat unlocked
 * bare: same
 */
#include <linux/mm.h>
#include <linux/sched.h>

long get_user_pages_compat(unsigned long start, unsigned long nr_pages, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr_pages, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
