/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The caller holds the lock.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_one keep/caller-holds
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

static long fetch_one(unsigned long start, struct page **pages)
{
	return get_user_pages(start, 1, 0, pages);
}

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = fetch_one(start, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
