/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Calls of the _unlocked forms are named where the fast forms are preferred, and stay.
 *
 * signature: flags
 * options: --prefer=fast
 * lock: mmap_lock
 * site: fetch keep/could-be-fast
 * site: fetch_many keep/has-locked
 * site: fetch_for_long keep/could-be-fast
 * bare: refused
 * variants: no - which fast form there is and what it takes differs from tree to tree
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, int nr, struct page **pages)
{
	return get_user_pages_unlocked(start, nr, pages, FOLL_WRITE);
}

long fetch_many(unsigned long start, unsigned long nr, struct page **pages)
{
	return get_user_pages_unlocked(start, nr, pages, FOLL_WRITE);
}

long fetch_for_long(unsigned long start, int nr, struct page **pages)
{
	return pin_user_pages_unlocked(start, nr, pages, FOLL_WRITE | FOLL_LONGTERM);
}
