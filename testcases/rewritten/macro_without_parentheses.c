/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Macros that may do anything: one without parentheses, one that loops.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/macro
 * site: fetch_each unlocked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

#define COUNT_A_FETCH	fetches++
#define for_each_page(i, n)	for ((i) = 0; (i) < (n); (i)++)

static int fetches;

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	COUNT_A_FETCH;
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_each(unsigned long start, unsigned long nr, struct page **pages)
{
	unsigned long i;
	long ret = 0;

	mmap_read_lock(current->mm);
	for_each_page(i, nr)
		ret += get_user_pages(start, 1, 0, pages + i);
	mmap_read_unlock(current->mm);

	return ret;
}
