/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A foreign mm, and a macro without parentheses under its lock.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/macro
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

#define COUNT_A_FETCH	fetches++

static int fetches;

long fetch(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);
	COUNT_A_FETCH;
	mmap_read_unlock(mm);

	return ret;
}
