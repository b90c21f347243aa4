/* SPDX-License-Identifier: GPL-2.0-only
 *
 * One of two calls under one lock cannot change: the lock stays for both.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/lock-needed-after
 * site: fetch keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long other, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	if (ret == 1)
		ret = get_user_pages(other, 1, FOLL_NOWAIT, pages + 1);
	mmap_read_unlock(current->mm);

	return ret;
}
