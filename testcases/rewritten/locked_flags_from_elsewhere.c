/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Flags for a foreign mm that cannot be seen: a local given something else, a parameter.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_initialised locked
 * site: fetch_assigned keep/flags
 * site: fetch_by_address keep/flags
 * site: fetch_parameter keep/flags
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>

void choose_flags(unsigned int *flags);

long fetch_initialised(struct mm_struct *mm, unsigned int flags, unsigned long addr,
		       struct page **page)
{
	unsigned int gup_flags = flags & FOLL_FORCE;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, gup_flags, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_assigned(struct mm_struct *mm, unsigned int flags, unsigned long addr,
		    struct page **page)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	gup_flags |= flags;
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, gup_flags, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_by_address(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	unsigned int gup_flags = FOLL_WRITE;
	long ret;

	choose_flags(&gup_flags);
	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, gup_flags, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}

long fetch_parameter(struct mm_struct *mm, unsigned int gup_flags, unsigned long addr,
		     struct page **page)
{
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, 1, gup_flags, page, NULL);
	mmap_read_unlock(mm);

	return ret;
}
