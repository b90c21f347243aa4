/* SPDX-License-Identifier: GPL-2.0-only
 *
 * FOLL_LONGTERM where no form with a retry accepts it: at the call, in a variable, and for a foreign mm.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: pin_here keep/flags
 * site: pin_variable keep/flags
 * site: pin_remote keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin_here(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	mmap_read_unlock(current->mm);

	return ret;
}

long pin_variable(unsigned long start, int keep, struct page **pages)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	if (keep)
		gup_flags |= FOLL_LONGTERM;
	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, gup_flags, pages, NULL);
	mmap_read_unlock(current->mm);

	return ret;
}

long pin_remote(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_LONGTERM, pages, NULL, NULL);
	mmap_read_unlock(mm);

	return ret;
}
