/* SPDX-License-Identifier: GPL-2.0-only
 *
 * FOLL_LONGTERM with vmas: refused by most kernels, accepted by the last two that had vmas.
 *
 * signature: flags-vmas
 * lock: mmap_lock
 * site: pin_here keep/flags
 * site: pin_variable keep/flags
 * site: pin_remote keep/flags
 * site: pin_remote_variable keep/flags
 * variants: no - it is about this signature
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

long pin_remote_variable(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	unsigned int gup_flags = FOLL_LONGTERM;
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, start, 1, gup_flags, pages, NULL, NULL);
	mmap_read_unlock(mm);

	return ret;
}
