/* SPDX-License-Identifier: GPL-2.0-only
 *
 * get_user_pages() with FOLL_LONGTERM: only the pin family has learnt to retry.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch keep/flags
 * site: fetch_variable keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, FOLL_LONGTERM, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_variable(unsigned long start, int keep, struct page **pages)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	if (keep)
		gup_flags |= FOLL_LONGTERM;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, gup_flags, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
