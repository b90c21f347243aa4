/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Nobody holds the lock: a bug.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/no-lock
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	return get_user_pages(start, 1, 0, pages);
}
