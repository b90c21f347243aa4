/* SPDX-License-Identifier: GPL-2.0-only
 *
 * FOLL_LONGTERM for a foreign mm: pin_user_pages_remote() takes it with &locked, get_user_pages_remote() does not.
 *
 * signature: flags
 * lock: mmap_lock
 * site: pin_here locked
 * site: pin_variable locked
 * site: get_here keep/flags
 * site: get_variable keep/flags
 * bare: only the flags in the call itself
 */
#include <linux/mm.h>
#include <linux/sched.h>

long pin_here(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE | FOLL_LONGTERM, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long pin_variable(struct mm_struct *mm, unsigned long addr, int keep, struct page **page)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	if (keep)
		gup_flags |= FOLL_LONGTERM;
	mmap_read_lock(mm);
	ret = pin_user_pages_remote(mm, addr, 1, gup_flags, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long get_here(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, FOLL_WRITE | FOLL_LONGTERM, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long get_variable(struct mm_struct *mm, unsigned long addr, int keep, struct page **page)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	if (keep)
		gup_flags |= FOLL_LONGTERM;
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, gup_flags, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}
