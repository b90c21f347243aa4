/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A call with the arguments of another kernel.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch manual/stale-signature
 * compile: no - the arguments are of another kernel
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, unsigned long nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, 1, 0, pages, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
