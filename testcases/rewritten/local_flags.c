/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A local for the flags that is only ever given names.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch unlocked
 * site: fetch_given unlocked
 * bare: only the second, whose flags are seen
 * variants: no - another tree refuses other flags
 */
#include <linux/mm.h>
#include <linux/sched.h>

long fetch(unsigned long start, int write, int keep, struct page **pages)
{
	unsigned int gup_flags = write ? FOLL_WRITE : 0;
	long ret;

	if (keep)
		gup_flags |= FOLL_LONGTERM;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, gup_flags | FOLL_FORCE, pages);
	mmap_read_unlock(current->mm);

	return ret;
}

long fetch_given(unsigned long start, int write, struct page **pages)
{
	unsigned int gup_flags;
	long ret;

	gup_flags = FOLL_FORCE;
	if (write)
		gup_flags |= FOLL_WRITE;
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, gup_flags, pages);
	mmap_read_unlock(current->mm);

	return ret;
}
