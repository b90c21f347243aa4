/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A lock that may not be had: dropping it changes when the call gives up.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/trylock
 * bare: refused
 * audited: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	if (!mmap_read_trylock(current->mm))
		return -EAGAIN;
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
