/* SPDX-License-Identifier: GPL-2.0-only
 *
 * From 5.6 to 6.1 no form that may drop the lock takes FOLL_LONGTERM, but pin_user_pages_fast() does.
 *
 * signature: flags-vmas
 * options: --prefer=fast
 * lock: mmap_lock
 * site: pin_for_long fast
 * site: pin_for_now fast
 * site: get_for_long keep/flags
 * bare: same
 * variants: no - which fast form there is and what it takes differs from tree to tree
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin_for_long(unsigned long start, int nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, nr, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	mmap_read_unlock(current->mm);
	return ret;
}

long pin_for_now(unsigned long start, int nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, nr, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(current->mm);
	return ret;
}

long get_for_long(unsigned long start, int nr, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(start, nr, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	mmap_read_unlock(current->mm);
	return ret;
}
